// The person's choice of theme. The layout writes it into the page, `keep` into the next one.
import { createContext } from 'svelte'
import type { Theme } from './preferences.ts'

export class ThemeChoice {
  readonly #keep: (theme: Theme) => void
  /** What the page was loaded with, until something else is chosen or the page is loaded anew. */
  #theme: Theme

  constructor(loaded: () => Theme, keep: (theme: Theme) => void) {
    this.#theme = $derived(loaded())
    this.#keep = keep
  }

  get theme(): Theme {
    return this.#theme
  }

  set theme(theme: Theme) {
    this.#theme = theme
    this.#keep(theme)
  }
}

export const [getThemeChoice, setThemeChoice] = createContext<ThemeChoice>()
