// Holes in how many requests a person may send.
import { edit } from '../../hole.ts'
import type { Hole } from '../../hole.ts'

const LIMITER = 'rate-limiter.ts'
const LIMIT = 'http/limit-rate.ts'
const TOLD = 'who has sent too many requests'

export const limitHoles: readonly Hole[] = [
  {
    id: 'X limit for nobody',
    says: 'Everybody may send what they like.',
    seenBy: TOLD,
    edits: [edit('http/app.ts', 'app.use(requireUser, limitRate)', 'app.use(requireUser)')],
  },
  {
    id: 'X limit for all together',
    says: 'One person spends what is everybody’s.',
    seenBy: TOLD,
    edits: [
      edit(
        LIMIT,
        "takeOne(context.get('services').limiter, context.get('identity').user)",
        "takeOne(context.get('services').limiter, 'all')",
      ),
    ],
  },
  {
    id: 'X limit that grows',
    says: 'Each refusal is counted like a request, so that who keeps asking is never served again.',
    seenBy: 'what is refused spends nothing of it',
    edits: [
      edit(
        LIMITER,
        'if (waitMs > 1e-6) return waitMs',
        'if (waitMs > 1e-6) return (this.#fullAt.set(user, fullAt), waitMs)',
      ),
    ],
  },
  {
    id: 'X limit without a word',
    says: 'A refusal does not say when to come again.',
    seenBy: TOLD,
    edits: [edit(LIMIT, "'retry-after': seconds,", '')],
  },
  {
    id: 'X limit by token',
    says: 'Whoever has another token has another limit.',
    seenBy: 'the limit is for a person',
    edits: [
      edit(
        LIMIT,
        "takeOne(context.get('services').limiter, context.get('identity').user)",
        "takeOne(context.get('services').limiter, context.req.header('authorization') ?? '')",
      ),
    ],
  },
]
