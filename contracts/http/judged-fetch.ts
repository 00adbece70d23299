/** `fetch` for the generated client: what it receives is judged like everything else. */
import { refuseCanaries } from './canaries.ts'
import { joined } from './exchange.ts'
import { judgeStanding } from './standing.ts'

export function judgedFetch(receiver: string | undefined): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const response = await fetch(request)
    const bytes = Buffer.from(await response.clone().arrayBuffer())
    const { pathname, search } = new URL(request.url)
    const raw = [...response.headers].flat()
    refuseCanaries(bytes, receiver)
    const message = {
      method: request.method,
      target: pathname + search,
      headers: [...request.headers],
    }
    judgeStanding(message, {
      ...{ method: message.method, target: message.target, status: response.status },
      ...{ headers: joined(raw), head: raw.join('\n'), bytes, text: bytes.toString('utf8') },
      reusedConnection: false,
    })
    return response
  }
}
