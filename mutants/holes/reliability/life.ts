// Holes in the life of the process: its start, its end, and a database or an issuer that goes away.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const CONFIG = 'config.ts'
const MAIN = 'main.ts'
const DATABASE = 'db/database.ts'
const SLOT = 'db/slot.ts'
const ERRORS = 'db/errors.ts'
const READY = 'http/health/ready.ts'
const START = 'F24'
const STOP = 'F16'
const GONE = 'F01'
const RELEASE = 'if (state.isLate) void discard(slot)\n      else release(slot)'

export const lifeHoles: readonly Hole[] = [
  {
    id: 'M62',
    says: 'A short secret is accepted.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        'Buffer.byteLength(secret) < MIN_SECRET_BYTES',
        'Buffer.byteLength(secret) < 1 && MIN_SECRET_BYTES > 0',
      ),
    ],
  },
  {
    id: 'M62 by one',
    says: 'A secret of 31 bytes is accepted.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        'Buffer.byteLength(secret) < MIN_SECRET_BYTES',
        'Buffer.byteLength(secret) < MIN_SECRET_BYTES - 1',
      ),
    ],
  },
  {
    id: 'X short secret among others',
    says: 'One of several secrets may be short.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        'Buffer.byteLength(value) < MIN_SECRET_BYTES',
        'Buffer.byteLength(value) < MIN_SECRET_BYTES - 1',
      ),
    ],
  },
  {
    id: 'X secret beside a key set',
    says: 'Both modes may be configured at once.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        "if (optional(env, 'JWKS_URL') !== undefined) {",
        "if (optional(env, 'JWKS_URL') === '') {",
      ),
    ],
  },
  {
    id: 'X key set in the clear',
    says: 'A key set may come from anywhere without TLS.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        "if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))",
        "if (url.protocol === 'http:' && !LOOPBACK.test('localhost'))",
      ),
    ],
  },
  {
    id: 'X loopback by its beginning',
    says: 'A host that begins like this machine counts as it.',
    seenBy: START,
    edits: [edit(CONFIG, '\\[::1\\])$/', '\\[::1\\])/')],
  },
  {
    id: 'X no issuer',
    says: 'Without JWT_ISSUER tokens of an empty issuer are accepted.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        "required(env, 'JWT_ISSUER', 'the exact iss of the tokens to accept')",
        "optional(env, 'JWT_ISSUER') ?? ''",
      ),
    ],
  },
  {
    id: 'X no audience',
    says: 'Without JWT_AUDIENCE the api starts.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        "required(env, 'JWT_AUDIENCE', 'the aud that tokens for this service carry')",
        "optional(env, 'JWT_AUDIENCE') ?? ''",
      ),
    ],
  },
  {
    id: 'X unknown mode',
    says: 'An unknown AUTH_MODE counts as jwks.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        "if (!values.includes(value)) throw new ConfigError(`${name} must be one of ${values.join(', ')}`)",
        'if (!values.includes(value)) return values[0]',
      ),
    ],
  },
  {
    id: 'X any origin',
    says: 'CORS_ORIGINS may be no origins.',
    seenBy: START,
    edits: [edit(CONFIG, 'if (URL.parse(item)?.origin !== item) {', "if (item === '\\n') {")],
  },
  {
    id: 'X any number',
    says: 'A number out of its bounds is accepted.',
    seenBy: START,
    edits: [edit(CONFIG, '|| value < min || value > max', '|| value < min - max - 1e9')],
  },
  {
    id: 'X value in the message',
    says: 'A refused start shows the value.',
    seenBy: START,
    edits: [
      edit(
        CONFIG,
        'throw new ConfigError(`BETTER_AUTH_SECRET must have at least ${MIN_SECRET_BYTES} bytes`)',
        'throw new ConfigError(`BETTER_AUTH_SECRET must have at least ${MIN_SECRET_BYTES} bytes, not ${secret}`)',
      ),
    ],
  },
  {
    id: 'X refused start goes well',
    says: 'A refused start ends with exit code 0.',
    seenBy: START,
    edits: [
      edit(
        MAIN,
        'console.error(sentence)\n  process.exit(1)',
        'console.error(sentence)\n  process.exit(0)',
      ),
    ],
  },
  {
    id: 'X unsafe role',
    says: 'The api starts as a role that row-level security does not bind.',
    seenBy: START,
    edits: [
      edit(
        MAIN,
        'if (error instanceof DatabaseRoleError) stop(`DATABASE_URL: ${error.message}`)',
        'void DatabaseRoleError',
      ),
    ],
  },
  {
    id: 'X start needs a database',
    says: 'The api does not start while its database is away.',
    seenBy: `${GONE}|${START}`,
    edits: [edit(MAIN, "log.warn('the database does not answer yet')", "stop('no database')")],
  },
  {
    id: 'M58',
    says: 'SIGTERM ends the process at once.',
    seenBy: STOP,
    edits: [edit(MAIN, "log.info({ signal }, 'draining')", 'process.exit(0)')],
  },
  {
    id: 'M58 connections',
    says: 'SIGTERM closes the connections of requests in flight.',
    seenBy: STOP,
    edits: [
      edit(
        'server/node.ts',
        'server.closeIdleConnections()\n      }, IDLE_SWEEP_MS)',
        'server.closeAllConnections()\n      }, IDLE_SWEEP_MS)',
      ),
    ],
  },
  {
    id: 'M58 idle',
    says: 'Idle connections keep the process alive after SIGTERM.',
    seenBy: STOP,
    edits: [
      edit(
        'server/node.ts',
        'server.closeIdleConnections()\n      }, IDLE_SWEEP_MS)',
        'void server\n      }, IDLE_SWEEP_MS)',
      ),
      edit(MAIN, 'const DRAIN_MS = 10_000', 'const DRAIN_MS = 600_000'),
    ],
  },
  {
    id: 'M58 listening',
    says: 'After SIGTERM new connections are still accepted.',
    seenBy: STOP,
    edits: [
      edit(
        MAIN,
        'await Promise.all([events.close(), upkeep.close(), server.drain()])',
        'await new Promise((resolve) => setTimeout(resolve, 3_000))\n  await Promise.all([events.close(), upkeep.close(), server.drain()])',
      ),
    ],
  },
  {
    id: 'M58 exit code',
    says: 'A drained process ends with exit code 1.',
    seenBy: STOP,
    edits: [edit(MAIN, 'log.flush(() => process.exit(0))', 'log.flush(() => process.exit(1))')],
  },
  {
    id: 'M58 deaf',
    says: 'SIGTERM is passed over.',
    seenBy: STOP,
    edits: [
      edit(
        MAIN,
        'process.on(signal, () => void drain(signal))',
        "process.on(signal, () => signal === 'SIGINT' && void drain(signal))",
      ),
    ],
  },
  {
    id: 'M59',
    says: 'Readiness does not ask the database.',
    seenBy: GONE,
    edits: [
      edit(
        READY,
        'const isDatabaseReady = await database.check().then(\n      () => true,\n      () => false,\n    )',
        'const isDatabaseReady = typeof database.check === "function"',
      ),
    ],
  },
  {
    id: 'M59 remembered',
    says: 'Readiness remembers that the database was there.',
    seenBy: GONE,
    edits: [
      edit(
        DATABASE,
        "if (isRoleSafe) await run((slot) => slot.query('select 1')).catch(rethrow)",
        'if (isRoleSafe) rethrow.toString()',
      ),
    ],
  },
  {
    id: 'M59 status',
    says: 'Readiness says in a 200 that it is not ready.',
    seenBy: GONE,
    edits: [edit(READY, 'isReady ? 200 : 503', '200')],
  },
  {
    id: 'M59 keys',
    says: 'Readiness does not regard the key set.',
    seenBy: `${GONE}|F12`,
    edits: [
      edit(
        READY,
        'const isKeySetReady = verifier.isReady()',
        'const isKeySetReady = verifier.isReady() || isDatabaseReady',
      ),
    ],
  },
  {
    id: 'X live means ready',
    says: 'Liveness fails while the database is away.',
    seenBy: GONE,
    edits: [
      edit(
        'http/health/live.ts',
        '({ context }) => answerJson(',
        'async ({ context, services }) => (await services.database.check(), answerJson)(',
      ),
    ],
  },
  {
    id: 'X Retry-After',
    says: 'A 503 does not say when to try again.',
    seenBy: GONE,
    edits: [
      edit(
        'http/problems.ts',
        "return { headers: { 'retry-after': RETRY_AFTER_SECONDS } }",
        "return { headers: { 'x-nothing': RETRY_AFTER_SECONDS } }",
      ),
    ],
  },
  {
    id: 'X database down is a fault',
    says: 'A database that is away is answered 500.',
    seenBy: GONE,
    edits: [
      edit(
        ERRORS,
        "return UNREACHABLE.test(reason) ? 'DATABASE_UNREACHABLE' : 'DATABASE_FAULT'",
        "return UNREACHABLE.test('') ? 'DATABASE_UNREACHABLE' : 'DATABASE_FAULT'",
      ),
    ],
  },
  {
    id: 'X never again',
    says: 'A connection that broke is never made anew.',
    suite: 'unit',
    seenBy: 'while nobody used it',
    edits: [edit(SLOT, 'backoff: () => 0,', 'backoff: () => 600,')],
  },
  {
    id: 'X silent database',
    says: 'A database that says nothing is waited for.',
    seenBy: 'F02|silent',
    edits: [
      edit(
        DATABASE,
        'return await Promise.race([work(slot), deadline])',
        'return await Promise.race([work(slot), deadline.catch(() => new Promise<never>(() => undefined))])',
      ),
    ],
  },
  {
    id: 'X silent connection again',
    says: 'A connection that says nothing is used again.',
    seenBy: 'F02|silent',
    edits: [edit(DATABASE, RELEASE, 'release(slot)')],
  },
  {
    id: 'M55',
    says: 'A connection is not given back when its work fails.',
    seenBy: 'F07',
    edits: [
      edit(
        DATABASE,
        'try {\n      return await Promise.race([work(slot), deadline])\n    } finally {\n      clearTimeout(timer)\n      if (state.isLate) void discard(slot)\n      else release(slot)\n    }',
        'const result = await Promise.race([work(slot), deadline])\n    clearTimeout(timer)\n    if (state.isLate) void discard(slot)\n    else release(slot)\n    return result',
      ),
    ],
  },
  {
    id: 'M55 transaction',
    says: 'A transaction is left open when its work fails.',
    seenBy: 'F07|I25|I28|X32',
    edits: [
      edit(
        'db/write/run.ts',
        '} catch (error) {\n    await slot.rollback().catch(rethrow)',
        '} catch (error) {\n    void slot',
      ),
    ],
  },
  {
    id: 'X waiting for ever',
    says: 'Who waits for a connection waits for ever.',
    suite: 'unit',
    seenBy: 'the pool',
    edits: [edit(DATABASE, '}, options.poolWaitMs),', '}, options.poolWaitMs * 1e6),')],
  },
  {
    id: 'X statement without an end',
    says: 'A statement may wait for a lock for ever.',
    suite: 'unit',
    seenBy: 'is bound to owner',
    edits: [edit(SLOT, "set_config('lock_timeout', $3, true)", "set_config('app.lock', $3, true)")],
  },
  {
    id: 'X cache without bounds',
    says: 'The cache of tokens grows for ever.',
    suite: 'unit',
    seenBy: 'cache|TokenCache',
    edits: [
      edit(
        'auth/token-cache.ts',
        'if (this.#tokens.size <= MAX_TOKENS && this.#characters <= MAX_CHARACTERS) break',
        'if (this.#tokens.size <= MAX_TOKENS * 1e6 && this.#characters <= MAX_CHARACTERS * 1e6) break',
      ),
    ],
  },
  {
    id: 'X database for a bad token',
    says: 'A bad token takes a database connection.',
    seenBy: 'N6',
    edits: [
      edit(
        'http/require-user.ts',
        'const token = readBearerToken(',
        "await context.get('services').database.check().catch(() => undefined)\n  const token = readBearerToken(",
      ),
    ],
  },
]
