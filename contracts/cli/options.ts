/** The command line: every option, what it means, and one plain line for each mistake. */
import { parseArgs } from 'node:util'
import { checkNames, severities } from '../check/catalogue.ts'
import type { Severity } from '../check/catalogue.ts'

/** Bad usage: the message begins with the option that is wrong. */
export class OptionError extends Error {
  override name = 'OptionError'
}

export interface Options {
  spec: string
  baseUrl: URL
  users: { a: TokenSource; b: TokenSource }
  allowWrites: boolean
  acceptForbidden: boolean
  strict: boolean
  scheme?: string
  given: { A: Map<string, string>; B: Map<string, string> }
  only: string[]
  skip: string[]
  shared: string[]
  open: string[]
  ignore: string[]
  failOn: Severity
  refused: string[]
  headers: [string, string][]
  junit?: string
  html?: string
  json?: string
  timeoutMs: number
  delayMs: number
}

export interface TokenSource {
  /** As the command line calls it. */
  option: string
  token?: string
  command?: string
}

const text = { type: 'string' } as const
const list = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const known = {
  ...{ spec: text, 'base-url': text, scheme: text },
  ...{ 'user-a': text, 'user-b': text, 'user-a-command': text, 'user-b-command': text },
  ...{ resource: list, 'resource-b': list, header: list, 'refused-token': list },
  ...{ only: list, skip: list, shared: list, open: list, ignore: list, 'fail-on': text },
  ...{ 'allow-writes': flag, 'accept-403': flag, strict: flag },
  ...{ junit: text, html: text, json: text, timeout: text, delay: text },
  ...{ help: flag, version: flag },
} as const

export const usage = `holdfast-contracts: does an API keep its users apart? Asks it, by its own contract.

Usage: holdfast-contracts --spec <file> --base-url <url> [--user-a … --user-b …] [options]

  --spec <file|url>          OpenAPI 3.0 or 3.1, YAML or JSON; a URL only of the host of --base-url
  --base-url <url>           the only host that is ever talked to; paths of the spec are put after it
  --user-a <token>           the user who has something   (or the variable USER_A)
  --user-b <token>           the user who wants it        (or the variable USER_B)
  --user-a-command <cmd>     prints A's token; asked again before it expires
  --user-b-command <cmd>     prints B's token
  --scheme <name>            the security scheme to use, where an operation has several

  --allow-writes             also sends what makes, changes and deletes (as A and B, on their own)
  --resource <name=value>    something of A's, by the name of its parameter (repeatable)
  --resource-b <name=value>  something of B's
  --refused-token <token>    a genuine token that must be refused: expired, revoked, … (repeatable)
  --header <'Name: value'>   sent with every request (repeatable)

  --only <operationId>       checks this one and not the others (repeatable)
  --skip <operationId>       is not asked at all (repeatable)
  --shared <operationId>     its resources are everybody's by design (repeatable)
  --open <operationId>       anybody may write there: the request itself is the proof (repeatable)
  --ignore <check[:operationId]>  shown, and no reason to fail (repeatable)
  --fail-on <severity>       fails for critical, high, medium or low (when not given) and worse
  --accept-403               takes 403 for bad credentials as well as 401
  --strict                   fails when something is not covered

  --junit <file>             a report for CI
  --html <file>              a report for people
  --json <file>              a report for programs
  --timeout <seconds>        for one answer, 10 when not given
  --delay <milliseconds>     between requests, 0 when not given
  --version, --help

Exit code: 0 nothing found, 1 something found, 2 it could not be run.
`

/** What to do instead of a run. */
export type Request = { kind: 'help' } | { kind: 'version' } | { kind: 'run'; options: Options }

/** @throws OptionError */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Request {
  const values = parsed(args)
  if (values.help) return { kind: 'help' }
  if (values.version) return { kind: 'version' }
  const optional = (name: 'scheme' | 'junit' | 'html' | 'json') =>
    values[name] === undefined ? {} : { [name]: filled(name, values[name]) }
  const options: Options = {
    spec: filled('spec', values.spec),
    baseUrl: baseUrlOf(filled('base-url', values['base-url'])),
    users: {
      a: tokenSource('user-a', values['user-a'], values['user-a-command'], environment['USER_A']),
      b: tokenSource('user-b', values['user-b'], values['user-b-command'], environment['USER_B']),
    },
    allowWrites: values['allow-writes'] === true,
    acceptForbidden: values['accept-403'] === true,
    strict: values.strict === true,
    given: {
      A: new Map(pairs('resource', values.resource, '=')),
      B: new Map(pairs('resource-b', values['resource-b'], '=')),
    },
    ...{
      only: values.only ?? [],
      skip: values.skip ?? [],
      shared: values.shared ?? [],
      open: values.open ?? [],
      refused: values['refused-token'] ?? [],
    },
    ignore: ignored(values.ignore),
    failOn: severityOf(values['fail-on'] ?? 'low'),
    headers: pairs('header', values.header, ':'),
    timeoutMs: number('timeout', values.timeout ?? '10', 1, 600) * 1000,
    delayMs: number('delay', values.delay ?? '0', 0, 60_000),
    ...{ ...optional('scheme'), ...optional('junit'), ...optional('html'), ...optional('json') },
  }
  return { kind: 'run', options }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, strict: true }).values
  } catch (error) {
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    const [, option] = /'(-[^' ]*)/.exec(said) ?? []
    throw new OptionError(option === undefined ? said : `${option}: ${said}`, { cause: error })
  }
}

function filled(name: string, value: string | undefined): string {
  if (value === undefined) throw new OptionError(`--${name}: is missing (see --help)`)
  if (value.trim() === '') throw new OptionError(`--${name}: is empty`)
  return value
}

function baseUrlOf(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new OptionError(`--base-url: ${value} is no http(s) URL`)
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new OptionError('--base-url: must not have credentials, a query or a fragment')
  }
  return url
}

function tokenSource(
  name: 'user-a' | 'user-b',
  token: string | undefined,
  command: string | undefined,
  variable: string | undefined,
): TokenSource {
  if (token !== undefined && command !== undefined) {
    throw new OptionError(`--${name}-command: give this or --${name}, not both`)
  }
  if (command !== undefined) {
    return { option: `--${name}-command`, command: filled(`${name}-command`, command) }
  }
  const value = token ?? variable
  if (value === undefined) {
    const named = name.toUpperCase().replace('-', '_')
    throw new OptionError(`--${name}: is missing (or --${name}-command, or the variable ${named})`)
  }
  const filledIn = filled(name, value).trim()
  if (/[\r\n]/.test(filledIn)) throw new OptionError(`--${name}: has several lines`)
  return { option: `--${name}`, token: filledIn }
}

function pairs(name: string, values: string[] = [], separator: string): [string, string][] {
  return values.map((value) => {
    const at = value.indexOf(separator)
    const [key, rest] = [value.slice(0, at).trim(), value.slice(at + 1).trim()]
    if (at < 1 || key === '' || rest === '') {
      throw new OptionError(`--${name}: ${value} is not of the form name${separator}value`)
    }
    return [key, rest]
  })
}

function ignored(values: string[] = []): string[] {
  const names: readonly string[] = checkNames
  const wrong = values.find((value) => !names.includes(value.split(':', 1)[0] ?? ''))
  if (wrong !== undefined) {
    throw new OptionError(`--ignore: ${wrong} is no check (they are ${names.join(', ')})`)
  }
  return values
}

function severityOf(value: string): Severity {
  const severity = severities.find((one) => one === value)
  if (severity !== undefined) return severity
  throw new OptionError(`--fail-on: ${value} is none of ${severities.join(', ')}`)
}

function number(name: string, value: string, least: number, most: number): number {
  const count = Number(value)
  if (value.trim() === '' || !(count >= least && count <= most)) {
    throw new OptionError(`--${name}: ${value} is not a number from ${least} to ${most}`)
  }
  return count
}
