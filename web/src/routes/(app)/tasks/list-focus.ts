// Which line of a list has the focus, by the page itself.

function rows(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('li:not([inert]) > [data-task]')]
}

function titleOf(row: HTMLElement | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('[data-task-title]') ?? null
}

/** The task whose line has the focus. */
export function focusedTask(list: HTMLElement): string | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-task]')
  return row && list.contains(row) ? (row.dataset['task'] ?? null) : null
}

export function focusTask(list: HTMLElement, id: string): void {
  titleOf(rows(list).find((row) => row.dataset['task'] === id))?.focus()
}

/** Moves the focus by one task; from outside the list to its first or last one. */
export function moveFocus(list: HTMLElement, by: 1 | -1): void {
  const all = rows(list)
  const from = all.findIndex((row) => row.dataset['task'] === focusedTask(list))
  const to = from === -1 && by === -1 ? all.length - 1 : from + by
  titleOf(all[Math.min(Math.max(to, 0), all.length - 1)])?.focus()
}

/**
 * Remembers where the focus is before lines leave.
 *
 * @returns gives it to the neighbour; false when no line is left
 */
export function holdFocus(list: HTMLElement, staying: ReadonlySet<string>): (() => boolean) | null {
  const id = focusedTask(list)
  if (id === null || staying.has(id)) return null
  const at = rows(list).findIndex((row) => row.dataset['task'] === id)
  return () => {
    const left = rows(list).filter((row) => staying.has(row.dataset['task'] ?? ''))
    titleOf(left[Math.min(at, left.length - 1)])?.focus()
    return left.length > 0
  }
}
