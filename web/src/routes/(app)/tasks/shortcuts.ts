// The keys of the task page. Single letters work only where no text is being typed.

export type Shortcut =
  'new' | 'search' | 'next' | 'previous' | 'toggle' | 'open' | 'rename' | 'delete' | 'undo' | 'help'

export const shortcutHelp: { keys: string[]; text: string }[] = [
  { keys: ['n'], text: 'New task' },
  { keys: ['/'], text: 'Search' },
  { keys: ['j', '↓'], text: 'Next task' },
  { keys: ['k', '↑'], text: 'Previous task' },
  { keys: ['x', 'Space'], text: 'Complete or reopen' },
  { keys: ['e', 'Enter'], text: 'Open details' },
  { keys: ['r', 'F2'], text: 'Rename' },
  { keys: ['Delete'], text: 'Delete' },
  { keys: ['Alt ↑', 'Alt ↓'], text: 'Move up or down in a list' },
  { keys: ['Alt →', 'Alt ←'], text: 'Make a subtask, or none' },
  { keys: ['z', 'Ctrl Z'], text: 'Undo' },
  { keys: ['?'], text: 'Keyboard shortcuts' },
]

const anywhere: Record<string, Shortcut> = {
  n: 'new',
  '/': 'search',
  j: 'next',
  k: 'previous',
  z: 'undo',
  '?': 'help',
}

const onTask: Record<string, Shortcut> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  x: 'toggle',
  ' ': 'toggle',
  e: 'open',
  Enter: 'open',
  r: 'rename',
  F2: 'rename',
  Delete: 'delete',
  Backspace: 'delete',
}

/**
 * What a key means here, or null when it is not ours.
 *
 * @param single whether single characters are shortcuts at all
 */
export function shortcutOf(event: KeyboardEvent, single: boolean): Shortcut | null {
  if (event.defaultPrevented || event.isComposing) return null
  const typing = isTyping(event)
  if (isUndo(event)) return typing ? null : 'undo'
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  if (typing) return null
  const target = event.target instanceof HTMLElement ? event.target : null
  if (!single && event.key.length === 1 && event.key !== ' ') return null
  if (document.querySelector('[role=dialog], [role=menu]') !== null) return null
  const shared = anywhere[event.key]
  if (shared !== undefined) return shared
  // Enter and Space keep their own meaning on buttons; on a task's title they are ours.
  const onTitle = target?.closest('[data-task-title]') !== null && target !== null
  const inRow = target?.closest('[data-task]') !== null && target !== null
  if (event.key === ' ' || event.key === 'Enter')
    return onTitle ? (onTask[event.key] ?? null) : null
  return inRow ? (onTask[event.key] ?? null) : null
}

/** Ctrl+Z, or Command+Z on a Mac. */
function isUndo({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && ctrlKey !== metaKey && !altKey && !shiftKey
}

function isTyping({ target }: KeyboardEvent): boolean {
  const fields = 'input:not([type=checkbox]), textarea, select, [contenteditable]'
  return target instanceof HTMLElement && target.closest(fields) !== null
}
