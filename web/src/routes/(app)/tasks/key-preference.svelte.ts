// Whether single letters work as shortcuts. Speech input types letters, so it can be switched off
// (WCAG 2.1.4).

const storageKey = 'holdfast-single-keys'

export class KeyPreference {
  #single = $state(true)

  get single(): boolean {
    return this.#single
  }

  set single(on: boolean) {
    this.#single = on
    if (on) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  }

  /** Takes over what this browser was told before. */
  recall(): void {
    this.#single = localStorage.getItem(storageKey) !== 'off'
  }
}
