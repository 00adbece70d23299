import schema from '../../../../../docs/export-1.schema.json?raw'
import type { RequestHandler } from './$types'

/** What a downloaded document names as its schema. */
export const GET: RequestHandler = () =>
  new Response(schema, { headers: { 'content-type': 'application/schema+json' } })
