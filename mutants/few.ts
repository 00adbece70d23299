// The holes of every test run: the best known of each kind.
import type { GroupedHole } from './hole.ts'

const FEW: readonly string[] = [
  'M01 PATCH /v1/tasks/{taskId}',
  'M03',
  'M05',
  'M08',
  'M09 PEM',
  'M02 in tasks/get.ts get.task',
  'M02 in tasks/create.ts task parentId',
  'M41',
  'M02 list with text',
  'M31 update',
  'X wall of tasks',
  'M47 403 GET /v1/tasks/{taskId}',
  'M50 http/problems.ts',
  'M53',
  'M57 streamed',
  'M58',
]

export function aFewOf(holes: readonly GroupedHole[]): GroupedHole[] {
  return FEW.map((id) => {
    const hole = holes.find((one) => one.id === id)
    if (hole === undefined) throw new Error(`there is no hole ${id} any more: choose another`)
    return hole
  })
}
