import { downloadEverything } from '#lib/server/export/download.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = (event) => downloadEverything(event)
