/** The operations of openapi.yaml that are asked of the issuer, and whether an answer is as they say. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { readEnvironment } from '../environment.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

interface Documented {
  readonly headers?: Readonly<Record<string, { required?: boolean; schema: object }>>
  readonly content?: Readonly<Record<string, { schema: object }>>
}

export interface IssuerOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly responses: Readonly<Record<string, Documented>>
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

export class IssuerContract {
  readonly operations: readonly IssuerOperation[]
  readonly #ajv: Ajv2020
  readonly #contract: Contract

  constructor(contract: Contract) {
    this.#contract = contract
    this.#ajv = new Ajv2020({ strict: false, allErrors: true })
    formats.default(this.#ajv)
    this.operations = Object.entries(contract.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, value]) => {
        const operation = value as Record<string, unknown>
        if (operation['x-asked-of'] !== 'issuer') return []
        const { operationId, responses } = operation as {
          operationId: string
          responses: IssuerOperation['responses']
        }
        return [{ id: operationId, method: method.toUpperCase(), path, responses }]
      }),
    )
  }

  static async read(): Promise<IssuerContract> {
    const answer = await fetch(`${readEnvironment().baseUrl}/openapi.json`)
    return new IssuerContract((await answer.json()) as Contract)
  }

  /** Everything in which the answer is not as the contract says. */
  faults({ responses }: IssuerOperation, { status, headers, text }: Answer): string[] {
    const response = responses[String(status)]
    if (response === undefined) return [`${status} is not documented`]
    const type = (headers.get('content-type') ?? '').split(';', 1)[0] ?? ''
    const media = response.content?.[type]
    if (media === undefined) return [`${type} is not documented`]
    const body = type === 'application/json' ? (JSON.parse(text) as unknown) : text
    const named = Object.entries(response.headers ?? {}).flatMap(([name, { schema }]) => {
      const value = headers.get(name)
      return value === null ? [`${name} is missing`] : this.#wrong(schema, value)
    })
    return [...named, ...this.#wrong(media.schema, body)]
  }

  #wrong(schema: object, value: unknown): string[] {
    const { components } = this.#contract
    const judge = this.#ajv.compile({ ...schema, components })
    if (judge(value)) return []
    return (judge.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
    )
  }
}
