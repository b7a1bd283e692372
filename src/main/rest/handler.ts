import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, withEventMeta } from '@orpc/server'
import type { ApiContext } from '../api/context.ts'
import { rest } from '../api/rest.ts'
import { describeError } from '../desk/describe-error.ts'
import type { LogEntry } from '../desk/messages.ts'
import { keptEvents } from '../store/public-events.ts'
import { inputRefusalOf, problemOf } from './problem.ts'
import { plainQuery } from './query.ts'
import { isStreamAt } from './routes.ts'

/** So that nobody on the way takes a quiet stream for a dead one. Milliseconds. */
const keepAliveMs = 15_000

/** Serves the contract's REST part over HTTP. What is HTTP's own of a single answer is added in `door.ts`. */
export function createHandler(log: (entry: LogEntry) => void): OpenAPIHandler<ApiContext> {
  return new OpenAPIHandler<ApiContext>(rest, {
    eventIteratorInitialComment: 'following',
    eventIteratorKeepAliveComment: 'still here',
    eventIteratorKeepAliveInterval: keepAliveMs,
    customErrorResponseBodyEncoder: problemOf,
    clientInterceptors: [
      async ({ next, path, procedure, context }) => {
        try {
          return await next()
        } catch (error) {
          const refused = inputRefusalOf(error, procedure['~orpc'].route.inputStructure === 'detailed')
          if (refused instanceof ORPCError && refused.status < 500) throw refused
          if (context.desk.kind === 'open') context.desk.parts.faults.store.noteFailure(error)
          log({ level: 'error', event: 'rest-failed', procedure: path.join('.'), ...describeError(error) })
          // Every fault of ours is worth trying again; what it was is nobody's business.
          throw new ORPCError('UNAVAILABLE', { status: 503, message: 'Something went wrong here. Try again in a while.', cause: error })
        }
      },
    ],
    rootInterceptors: [
      async (options) => {
        const { request, context } = options
        const { pathname } = request.url
        const url = plainQuery(request.url)
        // A head is that of the answer that would come.
        const method = request.method === 'HEAD' ? 'GET' : request.method
        if (!isStreamAt(pathname)) {
          const result = await options.next({ ...options, request: { ...request, url, method } })
          return result.matched
            ? { ...result, response: { ...result.response, headers: headersOf(pathname, request.url, result.response) } }
            : result
        }
        const { 'last-event-id': given = '' } = request.headers
        // Whoever starts now resumes from now: else what happens before the first event would be missed where the stream breaks.
        const from = given === '' && context.desk.kind === 'open' ? String(keptEvents(context.desk.parts.store.read).last) : given
        const result = await options.next({
          ...options,
          request: { ...request, url, headers: { ...request.headers, 'last-event-id': from } },
        })
        if (!result.matched) return result
        const { response } = result
        if (response.status !== 200) return { ...result, response: { ...response, headers: headersOf(pathname, request.url, response) } }
        const body = startingAt(String(from), response.body as AsyncIterable<unknown>)
        return { ...result, response: { ...response, headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' }, body } }
      },
    ],
  })
}

interface Answered {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: unknown
}

function headersOf(pathname: string, asked: URL, { status, headers, body }: Answered): Answered['headers'] {
  // Of what a procedure refuses only too many streams is 429: a place is free as soon as one of them ends.
  if (status === 503 || status === 429) return { ...headers, 'retry-after': '5' }
  const { nextCursor, id } = (body ?? {}) as { nextCursor?: unknown; id?: unknown }
  if (status === 201) return { ...headers, location: `${pathname}/${String(id)}` }
  if (typeof nextCursor !== 'string') return headers
  const query = new URLSearchParams(asked.search)
  query.set('cursor', nextCursor)
  // Without a host: behind a tunnel we do not know by which we were asked.
  return { ...headers, link: `<${pathname}?${query.toString()}>; rel="next"` }
}

/** An id without data dispatches nothing, and is where a client resumes (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
async function* startingAt(id: string, events: AsyncIterable<unknown>): AsyncGenerator<unknown, void, void> {
  yield withEventMeta({ toJSON: () => undefined }, { id, retry: 3000 })
  yield* events
}
