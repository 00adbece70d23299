import { Hono } from 'hono'
import { cors } from './cors.ts'
import type { App, AppEnv, Services } from './environment.ts'
import { requireHost } from './host.ts'
import { limitRate } from './limit-rate.ts'
import { createNoRoute } from './no-route.ts'
import { operations } from './operations.ts'
import { answerError } from './problems.ts'
import { requestLog } from './request-log.ts'
import { requireUser } from './require-user.ts'

/**
 * A request's way, top to bottom: log → transport limits → CORS → public operations →
 * authentication → rate limit → secured operations (scope first) → 404 or 405. What is not named public by its contract
 * stands behind the guard, paths that don't exist included.
 */
export function createApp(services: Services): App {
  const app = new Hono<AppEnv>()
  app.onError(answerError)
  app.use(requestLog(services), requireHost, cors(services.corsOrigins))
  for (const operation of operations) if (operation.isPublic) operation.mount(app)
  app.use(requireUser, limitRate)
  for (const operation of operations) if (!operation.isPublic) operation.mount(app)
  app.notFound(createNoRoute(operations))
  return app
}
