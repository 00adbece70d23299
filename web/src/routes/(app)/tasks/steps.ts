// The steps that move a task by keyboard or menu: their names and keys.
import type { Step } from '#lib/tasks/spots.ts'

export const steps = ['up', 'down', 'in', 'out'] as const satisfies Step[]

export const stepNames: Record<Step, string> = {
  up: 'Move up',
  down: 'Move down',
  in: 'Make a subtask of the one above',
  out: 'Take out of its parent',
}

export const stepKeys: Record<Step, string> = {
  up: 'Alt ↑',
  down: 'Alt ↓',
  in: 'Alt →',
  out: 'Alt ←',
}

const byKey: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

export function stepOf(event: KeyboardEvent): Step | null {
  const { altKey, ctrlKey, metaKey, shiftKey, key } = event
  if (!altKey || ctrlKey || metaKey || shiftKey) return null
  return byKey[key] ?? null
}
