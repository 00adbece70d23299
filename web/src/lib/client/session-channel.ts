// What the tabs of one browser tell each other about who is signed in.

type Message = { kind: 'signed-in'; userId: string } | { kind: 'signed-out' }

export type SessionChannel = {
  signedOut: () => void
  close: () => void
}

/**
 * Announces who is signed in here and listens to the other tabs.
 *
 * @param onOther someone signed out, or somebody else signed in, in another tab
 */
export function openSessionChannel(
  userId: string,
  onOther: (what: 'signed-out' | 'somebody-else') => void,
): SessionChannel {
  const channel = new BroadcastChannel('holdfast-session')
  const tell = (message: Message) => {
    channel.postMessage(message)
  }
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'signed-out') onOther('signed-out')
    else if (data.userId !== userId) onOther('somebody-else')
  }
  tell({ kind: 'signed-in', userId })
  return {
    signedOut: () => {
      tell({ kind: 'signed-out' })
    },
    close: () => {
      channel.close()
    },
  }
}
