/** Judges one response by openapi.yaml: status, headers, content type and body. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { escapePointer, isObject, openApiDocument } from './document.ts'
import type { Located } from './document.ts'
import { children } from './operations.ts'
import type { Operation } from './operations.ts'

export interface Answer {
  method: string
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  text: string
}

const compiled = new Map<string, ValidateFunction>()
let schemas: Ajv2020 | undefined

/** Everything in which the answer departs from the document; empty when it conforms. */
export function departures(operation: Operation, answer: Answer): string[] {
  const response = operation.responses.get(String(answer.status))
  if (!response) return [`status ${String(answer.status)} is not documented`]
  return [...headerDepartures(response, answer), ...bodyDepartures(response, answer)]
}

function headerDepartures(response: Located, answer: Answer): string[] {
  return [...children(response, 'headers')].flatMap(([name, { node, pointer }]) => {
    const value = answer.headers[name.toLowerCase()]
    if (value === undefined) return node['required'] === true ? [`header ${name} is missing`] : []
    if (!isObject(node['schema'])) return []
    return schemaErrors(`${pointer}/schema`, headerValue(node['schema']['type'], value)).map(
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
  return schemaErrors(`${media.pointer}/schema`, parse(answer.text)).map((error) => `body${error}`)
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

/** Errors of a value against the schema that stands at this place of the document. */
export function schemaErrors(pointer: string, value: unknown): string[] {
  let validate = compiled.get(pointer)
  if (!validate) {
    // A pointer inside a URI fragment is percent-encoded: RFC 6901 §6.
    const fragment = pointer.split('/').map(encodeURIComponent).join('/')
    validate = ajv().compile({ $ref: `openapi#${fragment}` })
    compiled.set(pointer, validate)
  }
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    (error) =>
      `${error.instancePath} ${error.message ?? 'is wrong'} ${JSON.stringify(error.params)}`,
  )
}

export function schemaOf(name: string): string {
  return `/components/schemas/${escapePointer(name)}`
}

function ajv(): Ajv2020 {
  if (!schemas) {
    schemas = new Ajv2020({ strict: false, validateSchema: false, allErrors: true })
    formats.default(schemas)
    schemas.addSchema(openApiDocument(), 'openapi')
  }
  return schemas
}
