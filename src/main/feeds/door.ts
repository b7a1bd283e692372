import type { FastifyReply, FastifyRequest } from 'fastify'
import { atTheDoor, type Door } from '../receiver/door.ts'
import type { Feeds } from './feeds.ts'
import { icsContentType } from './ics.ts'
import type { FeedVersion, FeedWriter } from './write-feed.ts'

/** Of one feed: several phones share an address, and each asks a few times an hour. Of all wrong addresses together, the same. */
export const fetchesPerMinute = 60

/** Calendar programs fetch feeds here. They have no way to sign in, so the address is the key; a wrong one is told the same as any other path. */
export function feedsDoor({ feeds, feedWriter }: { readonly feeds: Feeds; readonly feedWriter: FeedWriter }): Door {
  const feedOf = (request: FastifyRequest) => {
    const { file } = request.params as { file: string }
    return file.endsWith('.ics') ? feeds.findBySecret(file.slice(0, -'.ics'.length)) : null
  }
  return {
    methodsOf: (path) => (/^\/feeds\/[^/]+$/.test(path) ? 'GET, HEAD' : null),
    open(app, surroundings) {
      app.addHook('onRequest', atTheDoor(surroundings))
      const rateLimit = {
        max: fetchesPerMinute,
        timeWindow: 60_000,
        keyGenerator: (request: FastifyRequest) => `feed ${feedOf(request)?.id ?? 'none'}`,
      }
      app.get('/feeds/:file', { config: { rateLimit } }, async (request, reply) => {
        const feed = feedOf(request)
        if (feed === null) return reply.code(404).send({ status: 'error', message: 'Not found' })
        feeds.noteFetched(feed, request.headers['user-agent'])
        const known = feedWriter.known(feed)
        if (known !== null && isKnown(request, known)) return describe(reply, known).code(304).send()
        const { text, version } = await feedWriter.write(feed)
        if (isKnown(request, version)) return describe(reply, version).code(304).send()
        return describe(reply, version)
          .type(icsContentType)
          .header('content-disposition', 'inline; filename="calendar.ics"')
          .header('x-content-type-options', 'nosniff')
          .header('x-robots-tag', 'noindex')
          .header('referrer-policy', 'no-referrer')
          .send(text)
      })
    },
  }
}

/** Kept by whoever fetched it, and asked for anew each time. */
function describe(reply: FastifyReply, { etag, modifiedAtMs }: FeedVersion): FastifyReply {
  return reply
    .header('cache-control', 'private, no-cache')
    .header('etag', etag)
    .header('last-modified', new Date(modifiedAtMs).toUTCString())
}

/** RFC 9110, 13.2.2: where there is a tag, the date does not count. */
function isKnown({ headers }: FastifyRequest, { etag, modifiedAtMs, isDateEnough }: FeedVersion): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return isDateEnough && since >= modifiedAtMs
}
