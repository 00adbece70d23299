/** Every check by name: what it found when it fails, why that matters, and how bad it is. */

export type Severity = 'critical' | 'high' | 'medium' | 'low'

export interface CheckText {
  title: string
  /** Where OWASP's API Security Top 10 of 2023 keeps it. */
  owasp: string
  severity: Severity
  why: string
}

const API1 = 'API1:2023 Broken Object Level Authorization'
const API2 = 'API2:2023 Broken Authentication'
const API3 = 'API3:2023 Broken Object Property Level Authorization'
const API5 = 'API5:2023 Broken Function Level Authorization'
const API8 = 'API8:2023 Security Misconfiguration'
const API9 = 'API9:2023 Improper Inventory Management'

export const catalogue = {
  unauthenticated: {
    ...{ title: 'Answers without credentials', owasp: API2, severity: 'critical' },
    why: 'The contract says that this needs credentials. Whoever finds the address gets in without.',
  },
  'refused-otherwise': {
    ...{
      title: 'Refuses bad credentials with something else than 401',
      owasp: API2,
      severity: 'medium',
    },
    why: 'Something was looked at before the credentials were: a stranger reaches code, and learns from its answers, that is meant for users only. (401 is RFC 9110 §15.5.2.)',
  },
  'server-error': {
    ...{ title: 'Falls over bad credentials', owasp: API2, severity: 'medium' },
    why: 'A stranger can make the server fail, and what the credentials are checked by has a path that nobody thought of.',
  },
  'challenge-missing': {
    ...{ title: 'A 401 without WWW-Authenticate', owasp: API2, severity: 'low' },
    why: 'RFC 9110 §11.6.1 demands it; without it a client can not know which credentials to bring.',
  },
  'refusal-with-data': {
    ...{ title: 'A refusal that carries data', owasp: API2, severity: 'critical' },
    why: 'The status says no, and the body hands out the resource all the same.',
  },
  'empty-credentials': {
    ...{ title: 'Takes empty credentials for good ones', owasp: API2, severity: 'critical' },
    why: 'An empty value passes where a token should: everybody can send that.',
  },
  'token-scheme': {
    ...{ title: 'Takes a token under another scheme or header', owasp: API2, severity: 'low' },
    why: 'The server takes whatever looks like a token, wherever it stands. Gateways and logs that know the documented place only don’t see, check or hide this one.',
  },
  'token-garbage': {
    ...{ title: 'Takes a token that nobody issued', owasp: API2, severity: 'critical' },
    why: 'A changed or made-up token passes: it is not compared with anything, or only in part.',
  },
  'token-signature': {
    ...{ title: 'Does not check the signature of tokens', owasp: API2, severity: 'critical' },
    why: 'Whoever can write JSON can be any user.',
  },
  'token-alg-none': {
    ...{ title: 'Takes unsigned tokens (alg none)', owasp: API2, severity: 'critical' },
    why: 'The token itself says that it needs no signature, and is believed: whoever can write JSON can be any user (RFC 8725 §2.1).',
  },
  'token-weak-secret': {
    ...{ title: 'Takes tokens signed with a guessable secret', owasp: API2, severity: 'critical' },
    why: 'The secret, or the switch to HS256 with it, is known to everybody: anybody can be any user (RFC 8725 §2.2, §3.1).',
  },
  'token-embedded-key': {
    ...{ title: 'Takes the key that the token brings along', owasp: API2, severity: 'critical' },
    why: 'A token that names its own key proves nothing: anybody can be any user (RFC 8725 §3.10).',
  },
  'refused-token': {
    ...{ title: 'Takes a token that has to be refused', owasp: API2, severity: 'critical' },
    why: 'You named this token as one that is over (expired, revoked or for somebody else), and it still opens the door.',
  },
  'token-in-query': {
    ...{ title: 'Takes the token from the query', owasp: API2, severity: 'medium' },
    why: 'Addresses end up in logs, histories and Referer headers, and the token with them (RFC 6750 §5.3).',
  },
  'token-in-cookie': {
    ...{ title: 'Takes the token from a cookie', owasp: API2, severity: 'medium' },
    why: 'Browsers send cookies along by themselves, so other sites can act as the user (CSRF).',
  },
  'duplicate-authorization': {
    ...{ title: 'Takes two credentials at once', owasp: API2, severity: 'low' },
    why: 'A proxy may check the one and the server use the other: who asks is a matter of luck (RFC 6750 §2, RFC 9110 §5.3).',
  },
  'identity-header': {
    ...{ title: 'Believes a header that names the user', owasp: API2, severity: 'critical' },
    why: 'Anybody who reaches the server can name anybody. Such headers are for a proxy to set and for the server to take from that proxy alone.',
  },
  'head-unguarded': {
    ...{ title: 'Answers HEAD where GET is refused', owasp: API2, severity: 'high' },
    why: 'HEAD tells whether something exists, how long it is and which version it has (RFC 9110 §9.3.2).',
  },
  'path-spelling': {
    ...{
      title: 'Answers without credentials under another spelling of the path',
      owasp: API2,
      severity: 'critical',
    },
    why: 'The guard and the router read the path differently: what one does not know, the other serves.',
  },
  'bola-read': {
    ...{ title: 'Reads what belongs to another user', owasp: API1, severity: 'critical' },
    why: 'B asked with an id of A’s and got an answer that an id of nobody does not get.',
  },
  'bola-write': {
    ...{ title: 'Changes what belongs to another user', owasp: API1, severity: 'critical' },
    why: 'B’s request with an id of A’s was carried out, or A’s resource is not what it was before.',
  },
  'existence-leak': {
    ...{ title: 'Tells that another user’s resource exists', owasp: API1, severity: 'medium' },
    why: 'The answer to an id of A’s differs from the one to an id of nobody: who tries ids learns which are real.',
  },
  'foreign-data': {
    ...{ title: 'Hands out another user’s data', owasp: API1, severity: 'critical' },
    why: 'Something that only A wrote, or the id of something of A’s, stands in an answer to somebody else.',
  },
  interference: {
    ...{ title: 'Shows what another user does', owasp: API1, severity: 'high' },
    why: 'B’s answer changed when A made something: a list, a count or a version runs over everybody’s data.',
  },
  'search-leak': {
    ...{ title: 'Searches in other users’ data', owasp: API1, severity: 'high' },
    why: 'B’s answer to a word that only A wrote differs from the one to a word of nobody: the search runs over everybody’s data.',
  },
  'idempotency-replay': {
    ...{ title: 'Keeps idempotency keys for all users together', owasp: API1, severity: 'high' },
    why: 'B’s request with a key that A used is not treated like one with a new key: B gets A’s answer, or learns that the key was used.',
  },
  'cursor-of-another': {
    ...{
      title: 'Takes another user’s cursor for the way to their data',
      owasp: API1,
      severity: 'critical',
    },
    why: 'B’s page with a cursor of A’s holds A’s data: the cursor, and not the token, decided whose.',
  },
  'mass-assignment': {
    ...{
      title: 'Takes over a member that is not the user’s to set',
      owasp: API3,
      severity: 'high',
    },
    why: 'Whatever stands in the body is stored: users give away, take over or promote by one more member.',
  },
  'undocumented-method': {
    ...{
      title: 'Carries out a method that the contract does not have',
      owasp: API9,
      severity: 'medium',
    },
    why: 'What nobody wrote down nobody reviews, and none of the checks here can know who may use it.',
  },
  'method-override': {
    ...{ title: 'Lets a header or parameter replace the method', owasp: API5, severity: 'high' },
    why: 'Rules for methods, in proxies, firewalls and caches, are gone around: a read becomes a deletion.',
  },
  'public-by-mistake': {
    ...{ title: 'Is public, and shows what belongs to a user', owasp: API5, severity: 'high' },
    why: 'The contract asks for no credentials here, and the answer holds a user’s data.',
  },
  'shared-cache': {
    ...{ title: 'Lets shared caches keep an answer to one user', owasp: API8, severity: 'high' },
    why: 'A proxy or CDN may give A’s answer to B (RFC 9111 §3.5).',
  },
  'credentials-echoed': {
    ...{ title: 'Repeats the credentials in the answer', owasp: API2, severity: 'low' },
    why: 'Answers are logged, cached and shown; tokens belong in none of these.',
  },
} as const satisfies Record<string, CheckText>

export type CheckName = keyof typeof catalogue

export const checkNames = Object.keys(catalogue) as CheckName[]

/** The worst first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']
