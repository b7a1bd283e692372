import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { notificationPath } from '../google/channels.ts'
import type { GoogleDesk } from '../google/google.ts'
import type { Answer } from '../ingest/arrival.ts'
import { locked, notAuthenticated, type Receive, type Refusal } from '../ingest/receive.ts'
import { refusedSentence, setupLockedSentence } from '../ingest/sentences.ts'
import { apiKey } from '../signatures/api-key.ts'
import { arrivalOf, emptyBody, notReady, sizeRefusal, tell } from './arrivals.ts'
import type { Guard } from './guard.ts'
import { setupRequestsPerMinute } from './limits.ts'

export { notificationPath }
export const setupPath = `${notificationPath}/setup`

/** What the routes ask of Google's part of the desk. */
export type CalendarEndpoint = Pick<GoogleDesk, 'notifications' | 'setupKey' | 'state' | 'lookAfterChannels'>

interface CalendarOptions {
  readonly google: CalendarEndpoint
  readonly receive: Receive
  readonly ready: () => boolean
  readonly now: () => number
  readonly guard: Guard
  /** Bytes. */
  readonly bodyLimit: number
  /** Whether an API key, or a token made with one, opens the setup too, by its `Authorization`. */
  readonly mayRegister: (authorization: string | undefined) => boolean
}

const google = { id: 'google-calendar' } as const
const taken: Answer = { status: 200, headers: {}, body: { status: 'ok' } }
const notStored: Answer = { status: 503, headers: { 'retry-after': '5' }, body: { status: 'error', message: 'Not stored, try again' } }
const refusedHeaders = { 'retry-after': '60' }

/**
 * Google's notifications, and the registering of channels from outside. Google sends no body and calls that `application/json; utf-8`, so the
 * content's type tells nothing here. https://developers.google.com/workspace/calendar/api/guides/push
 */
export const googleCalendar: FastifyPluginAsync<CalendarOptions> = async (
  app,
  { google: desk, receive, ready, now, guard, bodyLimit, mayRegister },
) => {
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const length = Number(request.headers['content-length'] ?? 0)
    const refuse = async (refusal: Refusal): Promise<unknown> =>
      tell(reply, await receive.refuse(google, arrivalOf(request, emptyBody, length, now()), refusal))
    if (length > bodyLimit) return refuse(sizeRefusal(length, bodyLimit))
    if (!ready()) return tell(reply, notReady)
    const busy = guard.shed()
    if (busy !== null) return tell(reply, busy)
    const refusal = guard.refuse(request)
    return refusal === null ? undefined : refuse(refusal)
  }

  app.post<{ Body: Buffer | undefined }>(notificationPath, {
    onRequest,
    handler: async (request, reply) => {
      const rawBody = request.body ?? emptyBody
      const arrival = arrivalOf(request, rawBody, rawBody.length, now())
      const judged = desk.notifications.judge(arrival)
      if (!judged.ok) {
        const { failure, sentence } = judged
        const verification = { scheme: 'google-channel-token', key: null, skewSeconds: null, failure } as const
        return tell(reply, await receive.refuse(google, arrival, { reason: 'signature', answer: notAuthenticated, sentence, verification }))
      }
      try {
        await desk.notifications.keep(arrival, judged.channel)
        return tell(reply, taken)
      } catch {
        return tell(reply, notStored)
      }
    },
  })

  /** Null: the key is right. */
  async function refuseSetup(request: FastifyRequest): Promise<Answer | null> {
    if (mayRegister(request.headers.authorization)) return null
    const arrival = arrivalOf(request, emptyBody, 0, now())
    let key: string | null
    try {
      key = desk.setupKey()
    } catch {
      return receive.refuse(google, arrival, { reason: 'secret-missing', answer: locked, sentence: setupLockedSentence })
    }
    const secrets = key === null ? [] : [{ key: 'current' as const, secret: key }]
    const verification = apiKey.verify({ ...arrival, secrets, nowMs: arrival.receivedAtMs, toleranceSeconds: 0 })
    if (verification.ok) return null
    const { failure } = verification
    return receive.refuse(google, arrival, {
      reason: failure === 'secret-missing' ? 'secret-missing' : 'signature',
      answer: notAuthenticated,
      sentence: refusedSentence('google-calendar', apiKey, failure, null),
      verification: { scheme: 'api-key', key: null, skewSeconds: null, failure },
    })
  }

  app.post(setupPath, { onRequest, config: { rateLimit: { max: setupRequestsPerMinute } } }, async (request, reply) => {
    const refused = await refuseSetup(request)
    if (refused !== null) return tell(reply, refused)
    if (desk.state().push !== 'possible') {
      const message = 'There is no public https address to which Google could post. Set one in Settings'
      return tell(reply, { status: 503, headers: refusedHeaders, body: { status: 'error', message } })
    }
    const { registered, failed } = await desk.lookAfterChannels({ isAskedFor: true })
    if (failed === 0) return tell(reply, { status: 200, headers: {}, body: { status: 'ok', registered, failed } })
    const message = 'Google did not take every channel. The Providers page says of which calendars'
    return tell(reply, { status: 503, headers: refusedHeaders, body: { status: 'error', message, registered, failed } })
  })
}
