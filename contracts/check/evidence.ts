/** An exchange as a person reads it, and as a person repeats it. */
import type { Message } from '../http/exchange.ts'
import type { Mask } from './mask.ts'
import type { Reply } from './wire.ts'

const longest = 600

/** Masked before it is cut: half a token is a secret as well. */
export function shownMessage(message: Message, mask: Mask): string {
  const { method, target, headers = [], body } = message
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const text = body === undefined ? [] : ['', cut(mask.hide(body.toString()))]
  return [mask.hide([`${method} ${target}`, ...lines].join('\n')), ...text].join('\n')
}

export function shownAnswer({ status, headers, text }: Reply, mask: Mask): string {
  const telling = ['content-type', 'www-authenticate', 'cache-control', 'vary', 'etag', 'location']
  const lines = telling.flatMap((name) =>
    headers[name] === undefined ? [] : [`${name}: ${headers[name]}`],
  )
  const body = text === '' ? [] : ['', cut(mask.hide(text))]
  return [mask.hide([`${status}`, ...lines].join('\n')), ...body].join('\n')
}

/** A command line for a POSIX shell; $USER_A and $USER_B are the tokens, $TOKEN a forged one. */
export function curlOf(message: Message, origin: string, mask: Mask): string {
  const { method, target, headers = [], body } = message
  const verb = method === 'HEAD' ? ['-I'] : method === 'GET' ? [] : ['-X', method]
  return [
    ...['curl', '-i', '--path-as-is', ...verb, mask.quote(origin + target)],
    // An empty header is told to curl by a semicolon.
    ...headers.flatMap(([name, value]) => [
      '-H',
      mask.quote(value === '' ? `${name};` : `${name}: ${value}`),
    ]),
    ...(body === undefined ? [] : ['--data-raw', mask.quote(body.toString())]),
  ].join(' ')
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)} … (${text.length} characters)` : text
}
