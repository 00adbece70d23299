// Whether rows stand where a change was to put them.
import { PLACED } from './state.ts'
import type { Order, Ordered, State } from './state.ts'

interface Standing {
  readonly id: string
  readonly position: string
  readonly version: number
  readonly parentId?: string | null
  readonly listId?: string | null
}

/** What is out of place, in words. `seq`: the change that led from `before` to `after`. */
export function misplaced(order: Order, before: State, after: State, seq: number): string[] {
  const ids = order.rule === 'last' ? order.ids : [order.id]
  const moved = ids.flatMap((id) => standing(after, order.kind).find((row) => row.id === id) ?? [])
  const [first] = moved
  if (first === undefined) return []
  const peers = standing(after, order.kind).filter((row) => row.listId === first.listId)
  const isWrong =
    order.rule === 'last'
      ? !isLast(moved, peers, seq) || !keepsOrder(moved, standing(before, order.kind))
      : !isBeside(order, first, peers)
  return isWrong ? [`${order.kind} ${ids.join(', ')} is not ${order.rule} ${nameOf(order)}`] : []
}

function standing(state: State, kind: Ordered): readonly Standing[] {
  return state.all(kind).filter(({ position }) => position !== PLACED)
}

function nameOf(order: Order): string {
  return order.rule === 'last' ? '' : (order.neighbour ?? 'nothing')
}

/** After everything that this change has not touched. */
function isLast(moved: readonly Standing[], peers: readonly Standing[], seq: number): boolean {
  const others = peers.filter(({ version }) => version !== seq)
  return moved.every((row) => others.every((other) => other.position < row.position))
}

/** Subtasks of one parent stay in their order. */
function keepsOrder(moved: readonly Standing[], before: readonly Standing[]): boolean {
  const was = new Map(before.map(({ id, position }) => [id, position]))
  return moved.every((one) =>
    moved.every((other) => {
      const [a, b] = [was.get(one.id), was.get(other.id)]
      if (typeof one.parentId !== 'string' || one.parentId !== other.parentId) return true
      return a === undefined || b === undefined || a < b === one.position < other.position
    }),
  )
}

function isBeside(
  { rule, neighbour }: Exclude<Order, { rule: 'last' }>,
  row: Standing,
  peers: readonly Standing[],
): boolean {
  const beside = peers.find(({ id }) => id === neighbour)?.position ?? ''
  const [from, to] = rule === 'after' ? [beside, row.position] : [row.position, beside]
  return from < to && peers.every(({ position }) => position <= from || position >= to)
}
