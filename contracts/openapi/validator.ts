/** Judges one response by the document: status, headers, content type and body. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { children, isObject } from './document.ts'
import { moreFormats } from './formats.ts'
import type { Located, OpenApiDocument } from './document.ts'
import type { Operation } from './operations.ts'

export interface Answer {
  method: string
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  text: string
}

const compilers = new WeakMap<OpenApiDocument, Ajv2020>()

/** Everything in which the answer departs from the document; empty when it conforms. */
export function departures(operation: Operation, answer: Answer): string[] {
  const status = String(answer.status)
  const response =
    operation.responses.get(status) ??
    operation.responses.get(`${status.charAt(0)}XX`) ??
    operation.responses.get('default')
  if (!response) return [`status ${status} is not documented`]
  return [...headerDepartures(response, answer), ...bodyDepartures(response, answer)]
}

function headerDepartures(response: Located, answer: Answer): string[] {
  return [...children(response, 'headers')].flatMap(([name, header]) => {
    const { node, pointer, document } = header
    const value = answer.headers[name.toLowerCase()]
    if (value === undefined) return node['required'] === true ? [`header ${name} is missing`] : []
    if (!isObject(node['schema'])) return []
    const typed = headerValue(node['schema']['type'], value)
    return schemaErrors(document, `${pointer}/schema`, typed).map(
      (error) => `header ${name}: ${error}`,
    )
  })
}

function headerValue(type: unknown, value: string): unknown {
  return (type === 'integer' || type === 'number') && /^-?\d+$/.test(value) ? Number(value) : value
}

function bodyDepartures(response: Located, answer: Answer): string[] {
  const types = children(response, 'content')
  const sent = mediaType(answer)
  if (answer.method === 'HEAD') {
    if (answer.text !== '') return ['an answer to HEAD has a body']
    return types.size > 0 && !types.has(sent) ? [`content type ${sent} is not documented`] : []
  }
  if (types.size === 0) return answer.text === '' ? [] : ['a body where none is documented']
  const media = types.get(sent)
  if (!media) return [`content type ${sent || '(none)'} is not documented`]
  if (!isObject(media.node['schema']) || !/[/+]json$/.test(sent)) return []
  return schemaErrors(media.document, `${media.pointer}/schema`, parse(answer.text)).map(
    (error) => `body${error}`,
  )
}

export function mediaType(answer: Answer): string {
  return (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Errors of a value against the schema that stands at this pointer of the document. */
export function schemaErrors(document: OpenApiDocument, pointer: string, value: unknown): string[] {
  // A pointer inside a URI fragment is percent-encoded: RFC 6901 §6.
  const fragment = pointer.split('/').map(encodeURIComponent).join('/')
  const reference = `openapi#${fragment}`
  const validate = compilerOf(document).getSchema(reference)
  if (!validate) throw new Error(`no schema at ${pointer}`)
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    (error) =>
      `${error.instancePath} ${error.message ?? 'is wrong'} ${JSON.stringify(error.params)}`,
  )
}

function compilerOf(document: OpenApiDocument): Ajv2020 {
  const known = compilers.get(document)
  if (known) return known
  const schemas = new Ajv2020({
    ...{ strict: false, validateSchema: false, allErrors: true },
    // A format that nobody knows is no reason to talk on the terminal.
    logger: false,
  })
  formats.default(schemas)
  for (const [name, accepts] of Object.entries(moreFormats)) schemas.addFormat(name, accepts)
  schemas.addSchema(document.root, 'openapi')
  compilers.set(document, schemas)
  return schemas
}
