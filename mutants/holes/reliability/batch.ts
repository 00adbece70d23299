// Holes in what is done as one: operations of a batch, and the limits of what somebody may have.
import { edit } from '../../hole.ts'
import type { Edit, Hole } from '../../hole.ts'

const BATCH = 'model/batch.ts'
const POST = 'http/batch/post.ts'
const SCHEMA = 'http/batch/schema.ts'
const USAGE = 'db/write/usage.ts'
const ROOM = 'added[resource] > 0 && usage[resource] + added[resource] > quotas[resource]'

/** In the use case; the others are in how it is asked for. */
const hole = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id,
  says,
  ...(edits.every(({ file }) => file === BATCH)
    ? { suite: 'unit', seenBy: 'a batch' }
    : { seenBy: seers[edits[0]?.file ?? ''] ?? 'conformance-batch' }),
  edits,
})

const seers: Readonly<Record<string, string>> = {
  [SCHEMA]: 'outside of any border — POST /v1/batch',
}

const quota = (id: string, says: string, ...edits: Edit[]): Hole => ({
  id: `X quota ${id}`,
  says,
  suite: 'unit',
  seenBy: 'a quota',
  edits,
})

export const batchHoles: readonly Hole[] = [
  hole(
    'M35 batch',
    'A batch of nothing is taken.',
    edit(SCHEMA, ".min(1, 'must have an operation')", ''),
  ),
  hole(
    'X batch by halves',
    'What can be done of a batch is done although it was to be all or nothing.',
    edit(
      BATCH,
      'if (isAtomic) throw new BatchRefusedError(index, refused)',
      'void [isAtomic, index]',
    ),
  ),
  hole(
    'X batch with what was refused',
    'What a refused operation had changed by then is kept.',
    edit(BATCH, 'workspace.attempt(() => part.work(workspace))', 'part.work(workspace)'),
  ),
  hole(
    'X batch that is no trial',
    'A dry run is done.',
    edit(BATCH, 'return {\n    isTrial,', 'return {\n    isTrial: isTrial && false,'),
  ),
  hole(
    'X batch whose trial is kept',
    'A dry run is refused for the key of the real one.',
    edit('http/write.ts', 'name === undefined || mutation.isTrial === true', 'name === undefined'),
  ),
  hole(
    'X batch over what is now',
    'An operation of a batch does not regard the version it starts from.',
    edit(
      POST,
      'ifVersion === undefined ? undefined : new Set([ifVersion])',
      'ifVersion === 0 ? undefined : undefined',
    ),
  ),
  hole(
    'X batch of any size',
    'A batch may have any number of operations.',
    edit(SCHEMA, '.max(MAX_OPERATIONS,', '.max(MAX_OPERATIONS * 1e6,'),
  ),
  hole(
    'X batch of one too many',
    'A batch may have 501 operations.',
    edit(SCHEMA, '.max(MAX_OPERATIONS,', '.max(MAX_OPERATIONS + 1,'),
  ),
  hole(
    'X batch of any length',
    'A batch may have any number of bytes.',
    edit(POST, 'MAX_BATCH_BYTES = 1024 * 1024', 'MAX_BATCH_BYTES = 1e12'),
  ),
  quota(
    'for nobody',
    'Everybody may have as much as they like.',
    edit(
      'db/write/run.ts',
      'if (quotas !== undefined) requireRoom(',
      'if (quotas !== undefined && quotas.tasks < 0) requireRoom(',
    ),
  ),
  ...['tasks', 'lists', 'sections', 'labels', 'textBytes'].map((resource) =>
    quota(
      `without ${resource}`,
      `Everybody may have as much of ${resource} as they like.`,
      edit(USAGE, ROOM, `resource !== '${resource}' && ${ROOM}`),
    ),
  ),
  quota('by one', 'Everybody may have one more than they may.', edit(USAGE, ROOM, `${ROOM} + 1`)),
  quota(
    'of each request',
    'What somebody has already does not count.',
    edit(
      USAGE,
      ROOM,
      'added[resource] > 0 && usage[resource] * 0 + added[resource] > quotas[resource]',
    ),
  ),
  quota(
    'never counted',
    'What somebody has is not kept.',
    edit(
      'db/write/apply.ts',
      'if (!isNothing(added)) {',
      'if (isNothing(added) && changes.length < 0) {',
    ),
  ),
  quota(
    'never given back',
    'Who has deleted text has no more room than before.',
    edit(
      USAGE,
      'bytesOf(kind, after) - bytesOf(kind, before)',
      'Math.max(0, bytesOf(kind, after) - bytesOf(kind, before))',
    ),
  ),
  quota(
    'in characters',
    'Text is counted in characters and not in bytes.',
    edit(USAGE, 'bytes + Buffer.byteLength(text)', 'bytes + text.length'),
  ),
]
