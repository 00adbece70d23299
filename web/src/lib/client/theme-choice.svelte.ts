// The person's choice of theme. The layout writes it into the page, the cookie into the next one.
import { createContext } from 'svelte'
import { remember, themeCookie, type Theme } from './preferences.ts'

export class ThemeChoice {
  #theme = $state<Theme>('system')

  constructor(theme: Theme) {
    this.#theme = theme
  }

  get theme(): Theme {
    return this.#theme
  }

  set theme(theme: Theme) {
    this.#theme = theme
    remember(themeCookie, theme)
  }
}

export const [getThemeChoice, setThemeChoice] = createContext<ThemeChoice>()
