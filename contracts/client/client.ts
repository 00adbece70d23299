/** The typed client: every path, parameter and answer of openapi.yaml, checked by the compiler. */
import createClient from 'openapi-fetch'
import type { Client, ClientOptions } from 'openapi-fetch'
import type { components, paths } from './schema.d.ts'

export type Task = components['schemas']['Task']
export type TaskCreate = components['schemas']['TaskCreate']
export type TaskPatch = components['schemas']['TaskPatch']
export type TaskList = components['schemas']['TaskList']
/** When a task is due, when it is. */
export type Due = NonNullable<Task['due']>
export type Me = components['schemas']['Me']
export type Problem = components['schemas']['Problem']
export type TaskConflict = components['schemas']['TaskConflict']
export type HoldfastClient = Client<paths>
export type { components, paths }

/** A client of the API at `baseUrl`; give the token by a middleware or in each call's headers. */
export function createHoldfastClient(options: ClientOptions): HoldfastClient {
  return createClient<paths>(options)
}
