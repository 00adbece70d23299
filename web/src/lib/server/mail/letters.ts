// Every letter Holdfast writes. Nothing in them but addresses comes from a person: names stay out,
// because whoever signs up with somebody else's address could write to them by the name.
import type { Letter } from './letter.ts'

const notYou = 'If you did not ask for this, you need not do anything.'

export function confirmEmail(url: string): Letter {
  return {
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Somebody, probably you, created a Holdfast account with this e-mail address.',
      'Confirm that the address is yours to start. The link works once, for 24 hours.',
    ],
    action: { label: 'Confirm address', url },
    footnote: `${notYou} Without the confirmation nobody can use the account.`,
  }
}

export function accountExists(signInUrl: string, resetUrl: string): Letter {
  return {
    subject: 'You already have an account',
    paragraphs: [
      'Somebody, probably you, tried to create a Holdfast account with this e-mail address. There is one already, and nothing about it has changed.',
      `If you have forgotten your password, choose a new one: ${resetUrl}`,
    ],
    action: { label: 'Sign in', url: signInUrl },
    footnote: notYou,
  }
}

export function resetPassword(url: string): Letter {
  return {
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody, probably you, asked for a new password for the Holdfast account with this e-mail address.',
      'The link works once, for 30 minutes. A new password signs the account out everywhere.',
    ],
    action: { label: 'Choose a new password', url },
    footnote: `${notYou} Your password stays as it is.`,
  }
}

export function passwordChanged(resetUrl: string): Letter {
  return {
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your Holdfast account was changed just now, and the account was signed out everywhere else.',
      'If that was you, all is well.',
    ],
    action: { label: 'That was not me', url: resetUrl },
    footnote: 'If it was not you, choose a new password at once by the link above.',
  }
}

export function approveEmailChange(newEmail: string, url: string): Letter {
  return {
    subject: 'Approve your new e-mail address',
    paragraphs: [
      `Somebody who is signed in to your Holdfast account, probably you, wants its e-mail address to become ${newEmail}.`,
      'Approve it here first; then we write to the new address. The link works once, for an hour.',
    ],
    action: { label: 'Approve the change', url },
    footnote:
      'If it was not you, do not approve it, and change your password: somebody is signed in to your account.',
  }
}

export function confirmNewEmail(newEmail: string, url: string): Letter {
  return {
    subject: 'Confirm your new e-mail address',
    paragraphs: [
      `The e-mail address of a Holdfast account is to become ${newEmail}.`,
      'Confirm that the address is yours. The link works once, for an hour.',
    ],
    action: { label: 'Confirm address', url },
    footnote: notYou,
  }
}

export function emailTaken(): Letter {
  return {
    subject: 'This address has an account already',
    paragraphs: [
      'Somebody wanted this e-mail address for another Holdfast account. It belongs to yours, and nothing about that has changed.',
    ],
    footnote: notYou,
  }
}

export function emailChanged(newEmail: string): Letter {
  return {
    subject: 'Your e-mail address was changed',
    paragraphs: [
      `The e-mail address of your Holdfast account is ${newEmail} from now on. This is the last mail to the old one.`,
    ],
    footnote:
      'You approved this by a link that we sent here. If it was not you, whoever did can read your mail.',
  }
}

export function passkeyAdded(url: string): Letter {
  return {
    subject: 'A passkey was added',
    paragraphs: [
      'A passkey was added to your Holdfast account just now. Whoever has it can sign in without a password.',
      'If that was you, all is well.',
    ],
    action: { label: 'Look at your passkeys', url },
    footnote:
      'If it was not you, remove it, and change your password: somebody knows it and is signed in to your account.',
  }
}

export function passkeyRemoved(url: string): Letter {
  return {
    subject: 'A passkey was removed',
    paragraphs: [
      'A passkey was removed from your Holdfast account just now. It opens nothing any more, and where it had signed in it is signed out.',
      'If that was you, all is well.',
    ],
    action: { label: 'Look at your passkeys', url },
    footnote:
      'If it was not you, change your password: somebody knows it and is signed in to your account.',
  }
}

export function accountDeleted(privacyUrl: string): Letter {
  return {
    subject: 'Your account is deleted',
    paragraphs: [
      'Your Holdfast account, your tasks and everything else that was stored about you are deleted, as you asked. Nobody can bring them back.',
      `This is our last mail to you, and its address goes with it. What Holdfast stores, and for how long: ${privacyUrl}`,
    ],
    footnote:
      'Whoever did this was signed in and knew your password, or had a passkey of yours. If it was not you, change that password wherever else you use it.',
  }
}

export function providerLinked(url: string): Letter {
  return {
    subject: 'A sign-in provider was connected',
    paragraphs: [
      'Your Holdfast account was connected with a sign-in provider just now. Whoever is signed in there can sign in here without a password.',
      'If that was you, all is well.',
    ],
    action: { label: 'Look at your security page', url },
    footnote:
      'If it was not you, disconnect it, and change your password: somebody knows it and is signed in to your account.',
  }
}

export function providerUnlinked(url: string): Letter {
  return {
    subject: 'A sign-in provider was disconnected',
    paragraphs: [
      'Your Holdfast account was disconnected from its sign-in provider just now, and signed out everywhere else.',
      'If that was you, all is well.',
    ],
    action: { label: 'Look at your security page', url },
    footnote:
      'If it was not you, change your password: somebody knows it and is signed in to your account.',
  }
}
