/** Every way to break what the published contract promised, by the name that an acceptance uses. */
export const rules = {
  'path-removed': 'A path is gone.',
  'operation-removed': 'An operation is gone.',
  'operation-id-changed': 'Generated clients call it by this name.',
  'operation-tag-changed': 'Generated clients group operations by their first tag.',
  'schema-removed': 'Generated clients have a type of this name.',
  'server-removed': 'A host is gone.',
  'security-stricter': 'A token, or another one, is needed where the old one did.',
  'security-looser': 'A token was needed and no longer is: no client breaks, but a promise does.',
  'security-scheme-changed': 'Credentials are given in another way.',
  'parameter-removed': 'A parameter is gone; this API refuses those that it does not know.',
  'parameter-required': 'A parameter has to be given.',
  'parameter-written-differently': 'A parameter is written in another style.',
  'request-body-removed': 'A body is no longer taken.',
  'request-body-required': 'A body has to be given.',
  'request-media-type-removed': 'A media type is no longer taken.',
  'response-removed': 'A documented answer is gone.',
  'response-added': 'A success or a redirection that no client knows.',
  'response-media-type-removed': 'An answer no longer comes in this media type.',
  'response-media-type-added': 'An answer may come in a media type that no client knows.',
  'header-removed': 'A header of an answer is gone.',
  'header-optional': 'A header of an answer may be missing.',
  'encoding-changed': 'The members of a form are encoded in another way.',
  'not-judged': 'A callback or a webhook is another one; these are compared by people.',

  'request-type-narrowed': 'A type is no longer taken.',
  'request-value-removed': 'A value is no longer taken.',
  'request-bound-narrowed': 'Values or sizes are no longer taken.',
  'request-format-narrowed': 'A text, number or list has to look in a way that it did not.',
  'request-member-removed': 'A member is gone; this API refuses those that it does not know.',
  'request-member-required': 'A member has to be given.',
  'request-members-closed': 'Members that the contract does not name are refused.',
  'request-alternative-removed': 'An alternative of anyOf or oneOf is gone.',
  'request-default-changed': 'Leaving it out means something else.',
  'request-keyword-changed': 'A keyword of JSON Schema that only people can judge.',

  'response-type-widened': 'An answer may be of a type that no client knows.',
  'response-value-added': 'An answer may have a value that no client knows.',
  'response-bound-widened': 'An answer may have values or sizes that no client expects.',
  'response-format-widened': 'A text, number or list may look in a way that it did not.',
  'response-member-removed': 'A member of an answer is gone.',
  'response-member-optional': 'A member of an answer may be missing.',
  'response-member-added': 'A member comes to an answer that promised to have no more.',
  'response-members-opened': 'An answer that promised to have no more members may have some.',
  'response-alternative-added': 'An answer may be an alternative that no client knows.',
  'response-keyword-changed': 'A keyword of JSON Schema that only people can judge.',
} as const

export type Rule = keyof typeof rules

export interface Change {
  readonly rule: Rule
  readonly at: string
  readonly text: string
}

export function isRule(name: string): name is Rule {
  return Object.hasOwn(rules, name)
}
