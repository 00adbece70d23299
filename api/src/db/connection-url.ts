/**
 * The URL as the driver can use it. `channel_binding` is an option of libpq that hosted databases put
 * into the URLs they hand out; postgres.js would pass it to the server, which refuses it.
 */
export function toConnectionUrl(text: string): string {
  const url = URL.parse(text)
  if (url?.searchParams.has('channel_binding') !== true) return text
  url.searchParams.delete('channel_binding')
  return url.href
}
