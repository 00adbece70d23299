import { createHash } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { findCalendar, openAddress, readFeed } from '../../calendars/feed.ts'
import { REVALIDATE, answerEmpty, answerText } from '../answer.ts'
import { isNoneMatch } from '../etag.ts'
import { takeOne } from '../limit-rate.ts'
import { HEADERS, headers } from '../openapi-headers.ts'
import { link } from '../links.ts'
import { IfNoneMatch, publicProblems } from '../openapi.ts'
import { defineOperation } from '../operation.ts'
import { FeedParams } from './schema.ts'

const ABOUT = {
  ETag: HEADERS.feedTag,
  'CDN-Cache-Control': HEADERS.noSharedStore,
  'X-Robots-Tag': HEADERS.noIndex,
}

export const getFeedOperation = defineOperation(
  createRoute({
    method: 'get',
    path: '/v1/feeds/{feedId}',
    operationId: 'getFeed',
    tags: ['In and out'],
    summary: 'Follow a calendar',
    description:
      'What the calendar of this address shows, as iCalendar (RFC 5545); `.ics` may stand behind the name. The address is the proof of who may read it: what was never one, and what is one no more, is not there. Each has as many requests a minute as a person.',
    security: [],
    // The address is the proof of who may read.
    'x-open': true,
    request: { params: FeedParams, headers: IfNoneMatch },
    responses: {
      200: {
        description: 'The calendar.',
        headers: headers(REVALIDATE, ABOUT),
        content: { 'text/calendar': { schema: z.string() } },
        links: {
          sameFeed: link('getFeed', {
            'path.feedId': '$request.path.feedId',
            'header.If-None-Match': '$response.header.ETag',
          }),
        },
      },
      304: { description: 'What you have is still current.', headers: headers(REVALIDATE, ABOUT) },
      ...publicProblems(['not-found', 'too-many-requests', 'service-unavailable']),
    },
  }),
  async ({ context, services: { database, limiter }, params }) => {
    const address = await openAddress(database, params.feedId.replace(/\.ics$/, ''))
    const calendar = await findCalendar(database, address)
    // Apart from what the owner asks for: who has an address must not be able to lock them out.
    takeOne(limiter, `${address.owner} feed ${address.id}`)
    const feed = await readFeed(database, address.owner, calendar)
    const etag = `"${createHash('sha256').update(feed).digest('base64url').slice(0, 22)}"`
    const about = {
      etag,
      'cache-control': REVALIDATE,
      'cdn-cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    }
    if (!isNoneMatch(context.req.header('if-none-match'), etag)) {
      return answerEmpty(context, 304, about)
    }
    return answerText(context, feed, { 'content-type': 'text/calendar; charset=utf-8', ...about })
  },
)
