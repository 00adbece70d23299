// Dragging a line of a list by its handle, with mouse, pen or finger. Keys and menu do the same.
import type { Attachment } from 'svelte/attachments'
import type { Block } from '#lib/tasks/outline.ts'
import { dropSpot, sectionSpot, type Spot } from '#lib/tasks/spots.ts'

export type Edge = 'before' | 'after'

export type Dropped = {
  id: string
  /** A task beside which it was dropped, or the section whose heading it was dropped on. */
  over: { task: string; edge: Edge } | { section: string }
}

/** Null where it cannot be put. */
export function spotOfDrop(blocks: readonly Block[], { id, over }: Dropped): Spot | null {
  if ('section' in over) return sectionSpot(blocks, id, over.section)
  return dropSpot(blocks, id, over.task, over.edge)
}

type Found = { element: HTMLElement; over: Dropped['over']; mark: Edge }

/** Near the edge of the window the page scrolls along, by this much for each movement. */
const scrollZonePx = 56
const scrollStepPx = 14

export function draggable(dropped: (drop: Dropped) => void): Attachment<HTMLElement> {
  return (list) => {
    const listening = new AbortController()
    const { signal } = listening
    let row: HTMLElement | null = null
    let found: Found | null = null

    const mark = (next: Found | null) => {
      if (found !== null) delete found.element.dataset['drop']
      found = next
      if (found !== null) found.element.dataset['drop'] = found.mark
    }
    const end = () => {
      mark(null)
      if (row !== null) delete row.dataset['dragged']
      row = null
    }

    list.addEventListener(
      'pointerdown',
      (event) => {
        const handle = closest(event.target, '[data-drag-handle]')
        if (handle === null || event.button !== 0) return
        event.preventDefault()
        row = handle.closest<HTMLElement>('[data-task]')
        if (row === null) return
        row.dataset['dragged'] = ''
        list.setPointerCapture(event.pointerId)
      },
      { signal },
    )
    list.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        if (row === null) return
        scrollNear(clientY)
        const next = under(list, clientX, clientY)
        mark(next?.element === row ? null : next)
      },
      { signal },
    )
    list.addEventListener(
      'pointerup',
      () => {
        const id = row?.dataset['task']
        const over = found?.over
        end()
        if (id !== undefined && over !== undefined) dropped({ id, over })
      },
      { signal },
    )
    list.addEventListener('pointercancel', end, { signal })
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || row === null) return
        event.preventDefault()
        end()
      },
      { signal, capture: true },
    )
    return () => {
      listening.abort()
    }
  }
}

function under(list: HTMLElement, x: number, y: number): Found | null {
  const target = document.elementFromPoint(x, y)
  if (target === null || !list.contains(target)) return null
  const task = closest(target, '[data-task]')
  if (task !== null) {
    const { top, height } = task.getBoundingClientRect()
    const edge = y < top + height / 2 ? 'before' : 'after'
    return { element: task, over: { task: task.dataset['task'] ?? '', edge }, mark: edge }
  }
  const section = closest(target, '[data-section]')
  if (section === null) return null
  return {
    element: section,
    over: { section: section.dataset['section'] ?? '' },
    mark: 'after',
  }
}

function closest(target: EventTarget | null, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null
}

function scrollNear(y: number): void {
  if (y < scrollZonePx) window.scrollBy(0, -scrollStepPx)
  else if (y > window.innerHeight - scrollZonePx) window.scrollBy(0, scrollStepPx)
}
