// Reads an event stream as it comes (HTML Standard §9.2.6, as far as our streams go).

export interface StreamEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: Record<string, unknown>
}

export interface ChangeData {
  readonly kind: string
  readonly id: string
  readonly version: number
}

export interface StreamReader {
  readonly events: StreamEvent[]
  /** The data of those that say a change. */
  changes(): ChangeData[]
  beats(): number
  /** The data of `end`; rejects when the stream is over without one. */
  readonly end: Promise<Record<string, unknown>>
  leave(): Promise<void>
}

export function follow(body: ReadableStream<Uint8Array>): StreamReader {
  const events: StreamEvent[] = []
  const source = body.getReader()
  let beats = 0

  async function read(): Promise<Record<string, unknown>> {
    const decoder = new TextDecoder()
    let text = ''
    for (;;) {
      const { done, value } = await source.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        if (block === ':') beats += 1
        else events.push(toEvent(block))
      }
    }
    const last = events.at(-1)
    if (last?.event !== 'end') throw new Error('it broke off')
    return last.data
  }

  const end = read()
  end.catch(() => undefined)
  return {
    events,
    changes: () =>
      events
        .filter(({ event }) => event === 'change')
        .map(({ data }) => data as unknown as ChangeData),
    beats: () => beats,
    end,
    leave: () => source.cancel(),
  }
}

function toEvent(block: string): StreamEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  return {
    event: fields.get('event') ?? '',
    id: fields.get('id'),
    data: JSON.parse(fields.get('data') ?? '') as Record<string, unknown>,
  }
}
