// Wires the browser of one signed-in person to the api: token store, typed client, operations.
import { createHoldfastClient } from '@holdfast/contracts/client'
import { bearerFetch } from './bearer-fetch.ts'
import { createShelfApi, type ShelfApi } from './shelf-api.ts'
import { createTasksApi, type TasksApi } from './tasks-api.ts'
import { createTrashApi, type TrashApi } from './trash-api.ts'
import { TokenStore } from './token-store.ts'

export type ConnectOptions = { userId: string; origin: string }

export type ApiConnection = {
  api: TasksApi
  shelfApi: ShelfApi
  trashApi: TrashApi
  tokens: TokenStore
  /** Ends the session. @returns whether the server has done so */
  signOut: () => Promise<boolean>
}

export function connect({ userId, origin }: ConnectOptions): ApiConnection {
  // Loaded when first asked for: the page is there before the client is.
  const auth = async () => (await import('./auth-client.ts')).openAuthClient(origin)
  const tokens = new TokenStore({
    userId,
    auth: {
      token: async () => (await auth()).token(),
      getSession: async () => (await auth()).getSession(),
    },
  })
  const client = createHoldfastClient({
    baseUrl: origin,
    fetch: bearerFetch(tokens, (request, init) => fetch(request, init)),
  })
  return {
    api: createTasksApi(client),
    shelfApi: createShelfApi(client),
    trashApi: createTrashApi(client),
    tokens,
    signOut: async () => {
      try {
        const { error } = await (await auth()).signOut()
        if (error !== null) return false
      } catch {
        return false
      }
      tokens.drop()
      return true
    },
  }
}
