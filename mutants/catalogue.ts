// All holes, in the groups that the score is told by.
import { bearerHoles } from './holes/authentication/bearer.ts'
import { claimHoles } from './holes/authentication/claims.ts'
import { guardHoles } from './holes/authentication/guard.ts'
import { headerHoles } from './holes/authentication/header.ts'
import { keySetHoles } from './holes/authentication/key-set.ts'
import { sessionHoles } from './holes/authentication/sessions.ts'
import { verifierHoles } from './holes/authentication/verifier.ts'
import { assignmentHoles } from './holes/authorization/assignment.ts'
import { calendarHoles } from './holes/authorization/calendars.ts'
import { cursorHoles } from './holes/authorization/cursors.ts'
import { erasureHoles } from './holes/authorization/erasure.ts'
import { feedCursorHoles } from './holes/authorization/feed.ts'
import { foreignIdHoles } from './holes/authorization/foreign-ids.ts'
import { idHoles } from './holes/authorization/ids.ts'
import { queryHoles } from './holes/authorization/queries.ts'
import { referenceHoles } from './holes/authorization/references.ts'
import { scopeHoles } from './holes/authorization/scopes.ts'
import { wallHoles } from './holes/authorization/walls.ts'
import { inventedGuardHoles, inventedOwnershipHoles } from './holes/invented.ts'
import { headerLeakHoles } from './holes/leaks/headers.ts'
import { logHoles } from './holes/leaks/log.ts'
import { refusalHoles } from './holes/leaks/refusals.ts'
import { batchHoles } from './holes/reliability/batch.ts'
import { bodyHoles } from './holes/reliability/bodies.ts'
import { eventHoles } from './holes/reliability/events.ts'
import { feedHoles } from './holes/reliability/feed.ts'
import { importHoles } from './holes/reliability/import.ts'
import { keyHoles } from './holes/reliability/keys.ts'
import { lifeHoles } from './holes/reliability/life.ts'
import { limitHoles } from './holes/reliability/limits.ts'
import { positionHoles } from './holes/reliability/positions.ts'
import { preconditionHoles } from './holes/reliability/preconditions.ts'
import { stateHoles } from './holes/reliability/state.ts'
import { trashHoles } from './holes/reliability/trash.ts'
import { undoHoles } from './holes/reliability/undo.ts'
import type { Group, GroupedHole, Hole } from './hole.ts'
import type { ApiSource } from './source/api-source.ts'

export function holesOf(api: ApiSource): GroupedHole[] {
  const groups: Record<Group, readonly Hole[]> = {
    authentication: [
      ...guardHoles(api),
      ...bearerHoles,
      ...headerHoles(api),
      ...claimHoles,
      ...verifierHoles(api),
      ...sessionHoles,
      ...keySetHoles,
      ...inventedGuardHoles,
    ],
    authorization: [
      ...queryHoles(api),
      ...foreignIdHoles(api),
      ...idHoles,
      ...assignmentHoles(api),
      ...referenceHoles,
      ...erasureHoles,
      ...cursorHoles(api),
      ...feedCursorHoles,
      ...calendarHoles,
      ...scopeHoles(api),
      ...wallHoles,
      ...inventedOwnershipHoles,
    ],
    leaks: [...refusalHoles(api), ...headerLeakHoles(api), ...logHoles],
    reliability: [
      ...bodyHoles,
      ...stateHoles,
      ...preconditionHoles(api),
      ...keyHoles,
      ...feedHoles,
      ...undoHoles,
      ...importHoles,
      ...trashHoles,
      ...positionHoles,
      ...batchHoles,
      ...eventHoles,
      ...limitHoles,
      ...lifeHoles,
    ],
  }
  return (Object.keys(groups) as Group[]).flatMap((group) =>
    groups[group].map((hole) => ({ ...hole, group })),
  )
}
