/** Today in a zone, as `YYYY-MM-DD`. */
export function dayIn(timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format()
}
