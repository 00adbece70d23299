/**
 * News of changes, from every replica: who is watched stands in a table, so that only their changes
 * are told, and a listening connection hears of them. What it can't hear is found by looking.
 */
import { connectBeside } from '../connect-beside.ts'
import type { Database } from '../database.ts'
import { MAX_UNHEARD_CALLS, listen } from '../ear.ts'
import type { Ear } from '../ear.ts'
import type { Slot } from '../slot.ts'
import { CHANNEL, fromPayload } from './channel.ts'

export interface NewsOptions {
  /** For what goes on in the background: no request waits for it. */
  readonly database: Database
  readonly url: string
  readonly prepare: boolean
}

export interface NewsListener {
  /** Something has changed, up to that number of the owner's; undefined: nobody knows how far. */
  readonly onNews: (news: { key: string; seq: number | undefined }) => void
  /** News may have been missed: look. */
  readonly onGap: () => void
}

export interface News {
  /** Resolves when every change that begins from now on is told; rejects with DatabaseError. */
  watch(key: string): Promise<void>
  unwatch(key: string): void
  close(): Promise<void>
}

/** While notifications arrive, looking is only the net below them. */
const CALM_MS = 30_000
/** While they don't, or nobody knows yet, this is how late a change is heard of. */
const POLLING_MS = 2_000
/** A listener that stays deaf is tried again this often. */
const DEAF_RETRY_MS = 30_000

/** Connects when the first watch is asked for. A watch that is not renewed is over by itself. */
export function followNews({ database, url, prepare }: NewsOptions, listener: NewsListener): News {
  const replica = crypto.randomUUID()
  const watched = new Set<string>()
  let ear: Ear | undefined
  let listenAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const writing = new Set<Promise<unknown>>()
  let isBusy = false
  let isClosed = false

  async function tick(): Promise<void> {
    isBusy = true
    keepListening()
    if (watched.size > 0) {
      await renew().catch(() => undefined)
      listener.onGap()
    }
    isBusy = false
    schedule(ear?.hears === true ? CALM_MS : POLLING_MS)
  }

  function keepListening(): void {
    if (ear !== undefined && !ear.hears && ear.calls > MAX_UNHEARD_CALLS) {
      ear.close()
      ear = undefined
      listenAt = performance.now() + DEAF_RETRY_MS
    }
    if (ear !== undefined || performance.now() < listenAt) return
    ear = listen(connectBeside({ url, prepare, name: 'events' }), {
      channel: CHANNEL,
      onNews(text) {
        const news = fromPayload(text)
        if (news !== undefined) listener.onNews(news)
      },
      onReturn: tickSoon,
    })
  }

  async function renew(): Promise<void> {
    const name = ear?.name
    ear?.beforeCall()
    await write(async (slot) => {
      await Promise.all([
        slot.run(WATCH, [JSON.stringify([...watched]), replica]),
        slot.run(PRUNE, []),
        ...(name === undefined ? [] : [slot.run(CALL, [name])]),
      ])
    })
  }

  async function write(work: (slot: Slot) => Promise<unknown>): Promise<void> {
    const written = database.use(work)
    writing.add(written)
    try {
      await written
    } finally {
      writing.delete(written)
    }
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(() => void tick(), ms)
    timer.unref()
  }

  function tickSoon(): void {
    if (!isBusy) schedule(0)
  }

  return {
    async watch(key) {
      watched.add(key)
      if (timer === undefined) tickSoon()
      await write((slot) => slot.run(WATCH, [JSON.stringify([key]), replica]))
    },
    unwatch: (key) => void watched.delete(key),
    async close() {
      isClosed = true
      clearTimeout(timer)
      ear?.close()
      if (timer === undefined) return
      await Promise.allSettled(writing)
      await database.use((slot) => slot.run(FORGET, [replica])).catch(() => undefined)
    },
  }
}

const WATCH = `insert into live.watches (key, replica, until)
  select key, $2::uuid, clock_timestamp() + interval '2 minutes'
  from jsonb_array_elements_text($1::text::jsonb) as key order by key
  on conflict (key, replica) do update set until = excluded.until`

const PRUNE = 'delete from live.watches where until < clock_timestamp()'

const FORGET = 'delete from live.watches where replica = $1::uuid'

const CALL = `select pg_notify('${CHANNEL}', $1)`
