/** The number of the latest change of all, which the ETag of every collection begins with. */
export function changeIn(etag: string | null): number | null {
  const number = /^W\/"(\d+)-/.exec(etag ?? '')?.[1]
  return number === undefined ? null : Number(number)
}
