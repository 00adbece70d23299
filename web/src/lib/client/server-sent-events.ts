// Reads a stream of server-sent events (HTML Living Standard §9.2.6). The browser's own EventSource
// cannot send a token.

export type ServerSentEvent = { type: string; data: string }

export type ParsedChunk = {
  events: ServerSentEvent[]
  /** The `id` that stands now, for asking again from there. */
  lastId: string | null
}

/** Takes the text of a stream piece by piece. */
export class EventParser {
  #rest = ''
  #data: string[] = []
  #type = ''
  #lastId: string | null = null

  push(text: string): ParsedChunk {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    const events = lines.flatMap((line) => this.#line(line))
    return { events, lastId: this.#lastId }
  }

  #line(line: string): ServerSentEvent[] {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#type = value
    else if (field === 'id' && !value.includes('\0')) this.#lastId = value
    return []
  }

  #dispatch(): ServerSentEvent[] {
    const data = this.#data.splice(0)
    const type = this.#type === '' ? 'message' : this.#type
    this.#type = ''
    return data.length === 0 ? [] : [{ type, data: data.join('\n') }]
  }
}
