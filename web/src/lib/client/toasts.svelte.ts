// Short messages at the edge of the screen, each with at most one thing to do about it.
import { createContext } from 'svelte'

export type Toast = {
  id: number
  text: string
  tone: 'info' | 'error'
  action?: { name: string; run: () => void }
}

const shownMs = { info: 6000, error: 12_000 }
const mostAtOnce = 3

export class Toasts {
  items = $state.raw<readonly Toast[]>([])
  #count = 0

  show(toast: Omit<Toast, 'id'>): void {
    this.#count += 1
    const id = this.#count
    this.items = [...this.items, { ...toast, id }].slice(-mostAtOnce)
    setTimeout(() => {
      this.dismiss(id)
    }, shownMs[toast.tone])
  }

  dismiss(id: number): void {
    this.items = this.items.filter((toast) => toast.id !== id)
  }

  clear(): void {
    this.items = []
  }
}

export const [getToasts, setToasts] = createContext<Toasts>()
