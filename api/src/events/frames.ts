/** The lines of an event stream (HTML Standard §9.2.5). JSON has no line break outside its escapes. */

/** Keeps what stands between from taking the connection for dead; readers skip it. */
export const HEARTBEAT = ':\n\n'

export function frame(event: string, data: object, id?: string): string {
  const name = id === undefined ? '' : `id: ${id}\n`
  return `${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
