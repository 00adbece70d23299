/** Keeps tokens out of every report: what is shown are their names. */
import { readJwt } from './jwt.ts'

export class Mask {
  readonly #labels = new Map<string, string>()

  /** A token and everything that could stand for it: encoded, or a part of it. */
  addToken(token: string, label: string): void {
    this.#add(token, label)
    this.#add(encodeURIComponent(token), label)
    for (const part of readJwt(token)?.parts ?? []) this.#add(part, '…')
  }

  addEncoded(encoded: string, label: string): void {
    this.#add(encoded, label)
  }

  /** The text without a token in it. */
  hide(text: string): string {
    return this.#replace(text, (label) => label)
  }

  /** The same inside the double quotes of a shell, where `$NAME` stands for the token. */
  quote(text: string): string {
    const labels: string[] = []
    const marked = this.#replace(text, (label) => `\uE000${labels.push(label) - 1}\uE001`)
    const escaped = marked.replaceAll(/["\\$`]/g, String.raw`\$&`)
    const named = escaped.replaceAll(
      /\uE000(\d+)\uE001/g,
      (_, index) => labels[Number(index)] ?? '',
    )
    return `"${named}"`
  }

  #add(secret: string, label: string): void {
    // What is shorter stands in too many other words.
    if (secret.length >= 6 && !this.#labels.has(secret)) this.#labels.set(secret, label)
  }

  #replace(text: string, show: (label: string) => string): string {
    // The longest first: a forged token begins like the one it was made from.
    const secrets = [...this.#labels].sort(([one], [other]) => other.length - one.length)
    let hidden = text
    for (const [secret, label] of secrets) {
      if (hidden.includes(secret)) hidden = hidden.split(secret).join(show(label))
    }
    return hidden
  }
}
