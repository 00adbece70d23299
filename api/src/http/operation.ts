import { z } from '@hono/zod-openapi'
import type { RouteConfig } from '@hono/zod-openapi'
import { InsufficientScopeError } from '../auth/scopes.ts'
import type { Scope } from '../auth/scopes.ts'
import { TokenError } from '../auth/token-error.ts'
import type { UserId } from '../auth/user-id.ts'
import { MAX_BODY_BYTES, readBody, readJsonBody } from './body.ts'
import type { Taken } from './body.ts'
import type { App, AppContext, Services } from './environment.ts'
import { readQuery } from './query.ts'
import { RequestError } from './request-error.ts'
import { toFieldErrors } from './validation.ts'

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

interface JsonBody<Schema> {
  content: { 'application/json': { schema: Schema } }
}

export type ParamsOf<C> = C extends { request: { params: infer S } } ? Output<S> : undefined
type QueryOf<C> = C extends { request: { query: infer S } } ? Output<S> : undefined
type FileOf<C> = C extends { readonly [TAKES_FILE]: boolean } ? Uint8Array : undefined
export type BodyOf<C> = C extends { request: { body: JsonBody<infer S> } } ? Output<S> : undefined

/** One request that is authenticated (unless the operation is public) and valid. */
export interface Call<Contract> {
  readonly context: AppContext
  readonly services: Services
  /** The operationId. */
  readonly operationId: string
  /** Who asks; reading it in a public operation throws. */
  readonly user: UserId
  readonly params: ParamsOf<Contract>
  readonly query: QueryOf<Contract>
  readonly body: BodyOf<Contract>
  readonly file: FileOf<Contract>
}

/** A contract has to say who may call: anybody (`[]`), or a token that reaches this far. */
export type SecuredConfig = RouteConfig & {
  readonly operationId: string
  readonly security: readonly never[] | readonly [{ readonly accessToken: readonly [Scope] }]
}

/** Marks an operation whose body may have more bytes than others, and says how many. */
export const MAX_BYTES = 'x-max-bytes'

/** Marks an operation whose body is a file: its handler gets the bytes and judges them. */
export const TAKES_FILE = 'x-takes-file'

/** Marks the operation after which its caller has nothing: the only one that takes a closing token. */
export const ERASES_CALLER = 'x-erases-caller'

export interface Operation {
  readonly contract: RouteConfig
  readonly isPublic: boolean
  readonly mount: (app: App) => void
}

/**
 * Joins a contract to its handler. Mounted, it checks in this order (the order is part of the
 * contract): scope → path → media type and size → body and query → session once more → handler. We validate here instead of
 * with the framework's validator, which reads a body before it is bounded and takes U+FFFD for text.
 */
export function defineOperation<const Contract extends SecuredConfig>(
  contract: Contract,
  handle: (call: Call<Contract>) => Response | Promise<Response>,
): Operation {
  const needed = neededBy(contract)
  const isPublic = needed === undefined
  const isErasing = contract[ERASES_CALLER] === true
  const params = contract.request?.params
  const query = contract.request?.query ?? (isPublic ? undefined : NO_PARAMETERS)
  const content = contract.request?.body?.content
  const takesFile = (contract as Record<string, unknown>)[TAKES_FILE] === true
  const json = takesFile ? undefined : content?.['application/json']
  const body = json && 'schema' in json ? (json.schema as z.ZodType) : undefined
  const mediaTypes = Object.keys(content ?? {})
  const most = (contract as Record<string, unknown>)[MAX_BYTES]
  const maxBytes = typeof most === 'number' ? most : MAX_BODY_BYTES

  async function serve(context: AppContext): Promise<Response> {
    context.set('route', contract.path)
    if (!isPublic) requireScope(context, needed)
    const services = context.get('services')
    // Said for one purpose, good for no other.
    if (!isPublic && !isErasing && context.get('identity').isClosing) {
      throw new TokenError('CLAIM_REFUSED')
    }
    const call = {
      context,
      services,
      operationId: contract.operationId,
      get user() {
        return context.get('identity').user
      },
      params: params && readParams(params as z.ZodType, context),
      query: readValidQuery(query, context),
      body: body && (await readValidBody(body, { mediaTypes, maxBytes }, context)),
      file: takesFile ? await readBody(context.req.raw, { mediaTypes, maxBytes }) : undefined,
    }
    // A body may have taken ten seconds to arrive, and the session may have ended meanwhile.
    if ((body || takesFile) && !isPublic) services.verifier.refuseEnded(context.get('identity'))
    return handle(call as unknown as Call<Contract>)
  }

  return {
    contract,
    isPublic,
    mount: (app) =>
      void app.on(contract.method.toUpperCase(), contract.path.replace(/\{(\w+)\}/g, ':$1'), serve),
  }
}

const NO_PARAMETERS = z.strictObject({})

function neededBy({ security }: SecuredConfig): Scope | undefined {
  const alternatives: readonly { readonly accessToken: readonly [Scope] }[] = security
  return alternatives[0]?.accessToken[0]
}

/** Before anything of the request is looked at, so that a refusal tells nothing about what is there. */
function requireScope(context: AppContext, needed: Scope): void {
  if (!context.get('identity').scopes.has(needed)) throw new InsufficientScopeError(needed)
}

/** An id that could not exist is simply not there. */
function readParams(schema: z.ZodType, context: AppContext): unknown {
  const result = schema.safeParse(context.req.param())
  if (!result.success) throw new RequestError('NO_SUCH_PATH')
  return result.data
}

function readValidQuery(schema: z.ZodType | undefined, context: AppContext): unknown {
  // Public operations take no query and, like credentials, ignore what is there.
  if (schema === undefined) return undefined
  const result = schema.safeParse(readQuery(context.req.url))
  if (result.success) return result.data
  throw new RequestError('QUERY_INVALID', { errors: toFieldErrors(result.error, 'parameter') })
}

async function readValidBody(
  schema: z.ZodType,
  taken: Taken,
  context: AppContext,
): Promise<unknown> {
  const result = schema.safeParse(await readJsonBody(context.req.raw, taken))
  if (result.success) return result.data
  throw new RequestError('BODY_INVALID', { errors: toFieldErrors(result.error, 'pointer') })
}
