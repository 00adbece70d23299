// What can be taken back, latest first; each change once, by its own button or by a key.

export type Change = {
  /** Takes the change back; false when that is no longer possible. */
  run: () => boolean
}

export class UndoStack {
  #changes: Change[] = []

  /** @returns takes back this change, wherever in the stack it is */
  push(run: Change['run']): () => void {
    const change = { run }
    this.#changes.push(change)
    return () => {
      if (!this.#changes.includes(change)) return
      this.#changes = this.#changes.filter((other) => other !== change)
      change.run()
    }
  }

  /** Takes back the latest change that still can be. @returns whether there was one */
  pop(): boolean {
    let change = this.#changes.pop()
    while (change !== undefined && !change.run()) change = this.#changes.pop()
    return change !== undefined
  }
}
