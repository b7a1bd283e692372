import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PublicBooking } from '../../shared/public-booking.ts'
import type { Settings } from '../../shared/settings.ts'
import { baseAddressOf } from '../docs/base-address.ts'
import { icsContentType, icsOf } from '../feeds/ics.ts'
import { tell } from '../receiver/arrivals.ts'
import { atTheDoor, type Door } from '../receiver/door.ts'
import { findBooking, findBookingByKey, type Booking } from '../store/booking-page.ts'
import { findRevisedAppointment } from '../store/feed-appointments.ts'
import type { Store } from '../store/open.ts'
import css from './assets/page.css?raw'
import js from './assets/page.js?raw'
import { exampleFacts } from './example.ts'
import { factsOf, isCountable } from './facts.ts'
import { createGuessLimit, createLookLimit, isBeyondGuessing, type GuessLimit } from './limits.ts'
import {
  bookingHtml,
  nothingNamedHtml,
  refusedHtml,
  troubleHtml,
  troublePollMs,
  waitHtml,
  type PageFrame,
  type ShownBooking,
  type Trouble,
} from './page.ts'
import type { PageKey } from './page-key.ts'
import type { Completion, Steps } from './steps.ts'
import { readReference, referenceOf, stepLifeMs } from './tokens.ts'
import { isAhead, visitorOf } from './visitor.ts'
import { createWaits, longestWaitMs } from './waits.ts'

export interface BookingDoorParts {
  readonly store: Store
  readonly steps: Steps
  readonly pageKey: PageKey
  readonly settings: () => Pick<Settings, 'bookingPage' | 'timeZone' | 'language'>
  /** Under which this desk is known outside, without a path; null: it has no such address. */
  readonly publicUrl: () => string | null
  readonly now: () => number
}

const pagePath = '/schedule'
const completePath = '/schedule/complete'
const apiPattern = /^\/api\/bookings\/[^/]+$/
const readPattern = /^\/schedule(?:\/[^/]+)?$/

/** Requests that show no right id, a minute. A page that waits looks ten times. */
const pageGuessesPerMinute = 600
const answerGuessesPerMinute = 300
/** By everyone together, a minute. Style and script have no limit: they cost no more than a refusal, and the page would be bare without them. */
const logosPerMinute = 1_200

/** Names of a booking in redirects: Cal.com's, the brief's and Smart-Scheduler's, Calendly's. */
const idParameters = ['uid', 'bookingId', 'invitee_uuid'] as const
const idPattern = /^[\x21-\x7e]{1,200}$/

const policy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'script-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
}

const statusOf: Record<Exclude<Completion, 'done'>, number> = { unknown: 403, expired: 410, used: 409, over: 409 }
const notThere = { status: 'error', message: 'Not found' }

/** The page to which a provider sends whoever has booked, and the same facts for machines. It says only what the store says. */
export function bookingDoor({ store, steps, pageKey, settings, publicUrl, now }: BookingDoorParts): Door {
  const waits = createWaits(now)
  const isWithinLooks = createLookLimit()

  const frameOf = (request: FastifyRequest): PageFrame => {
    const { bookingPage, language } = settings()
    return { visitor: visitorOf(request, language ?? 'en'), settings: bookingPage }
  }
  const pathOf = ({ key }: Booking): string => `${pagePath}/${referenceOf(pageKey.current(), key)}`
  const isSecure = (request: FastifyRequest): boolean => baseAddressOf(request, publicUrl())?.startsWith('https:') ?? false

  function sendPage(reply: FastifyReply, { visitor }: PageFrame, text: string, status = 200): FastifyReply {
    return reply
      .code(status)
      .headers({ 'content-language': visitor.locale, vary: 'accept-language', 'x-robots-tag': 'noindex, nofollow' })
      .type('text/html; charset=utf-8')
      .send(text)
  }

  function sendTrouble(request: FastifyRequest, reply: FastifyReply, trouble: Trouble, status: number): FastifyReply {
    const frame = frameOf(request)
    const looksAgain = request.method !== 'POST'
    const seconds = looksAgain ? troublePollMs / 1000 : 60
    return sendPage(reply.header('retry-after', seconds), frame, troubleHtml(frame, trouble, { looksAgain }), status)
  }

  /** Looked up first and counted then, so that whoever floods with wrong ids keeps nobody out who has a right one. */
  async function mayLook(request: FastifyRequest, guesses: GuessLimit, booking: Booking | null, name: string): Promise<boolean> {
    if (booking === null) return guesses.take(request)
    if (!isBeyondGuessing(booking, now()) && (await guesses.isSpent(request))) return false
    return isWithinLooks(name)
  }

  function sendBooking(
    request: FastifyRequest,
    reply: FastifyReply,
    booking: Booking,
    shown: { isCountable: boolean; token: string | undefined },
  ): FastifyReply {
    const frame = frameOf(request)
    const facts = factsOf(booking, settings().timeZone, shown.isCountable)
    const path = pathOf(booking)
    const isFileThere = booking.origin === 'real' && facts.startMs !== null && facts.details !== null
    const isOn = facts.standing === 'booked' || facts.standing === 'moved' || facts.standing === 'pending'
    const state = shown.isCountable ? 'none' : steps.stateOf(booking, shown.token)
    const page: ShownBooking = {
      facts,
      calendarPath: isFileThere && isOn ? `${path}.ics` : null,
      ownPath: shown.isCountable ? null : path,
      step: state === 'offered' ? { state, reference: referenceOf(pageKey.current(), booking.key) } : { state },
    }
    return sendPage(reply, frame, bookingHtml(frame, page))
  }

  /** Sets the token where this is the first look at the page. */
  async function tokenOf(request: FastifyRequest, reply: FastifyReply, booking: Booking): Promise<string | undefined> {
    const name = cookieNameOf(booking.key)
    const held = request.cookies[name]
    if (isAhead(request)) return held
    // A store that takes nothing now keeps nobody from reading; the button is not there then.
    const token = await steps.begin(booking).catch(() => null)
    if (token === null) return held
    reply.setCookie(name, token, { path: pagePath, httpOnly: true, sameSite: 'lax', secure: isSecure(request), maxAge: stepLifeMs / 1000 })
    return token
  }

  function open(app: FastifyInstance): void {
    const guesses = createGuessLimit(app, pageGuessesPerMinute)
    const answerGuesses = createGuessLimit(app, answerGuessesPerMinute)

    app.get<{ Querystring: Record<string, unknown> }>(pagePath, async (request, reply) => {
      const frame = frameOf(request)
      const ids = idParameters.map((name) => request.query[name]).filter((id) => typeof id === 'string' && idPattern.test(id)) as string[]
      const found = ids.map((id) => ({ id, booking: findBooking(store.read, id) }))
      const { id, booking } = found.find((each) => each.booking !== null) ?? { id: '', booking: null }
      if (!(await mayLook(request, guesses, booking, id))) return sendTrouble(request, reply, 'busy', 429)
      if (ids.length === 0) return sendPage(reply, frame, nothingNamedHtml(frame), 404)
      if (booking === null) {
        const elapsedMs = waits.elapsedMs(ids.join('\n'))
        return sendPage(reply, frame, waitHtml(frame, { elapsedMs, mostMs: longestWaitMs }), 404)
      }
      if (isCountable(id)) return sendBooking(request, reply, booking, { isCountable: true, token: undefined })
      return sendBooking(request, reply, booking, { isCountable: false, token: await tokenOf(request, reply, booking) })
    })

    app.post<{ Body: unknown }>(completePath, async (request, reply) => {
      const frame = frameOf(request)
      const site = request.headers['sec-fetch-site']
      const form = request.body as { readonly booking?: unknown } | undefined
      const reference = typeof form?.booking === 'string' ? form.booking : ''
      const key = readReference(pageKey.current(), reference)
      const isForeign = site !== undefined && site !== 'same-origin'
      const isHere = key === null ? guesses.take(request) : isWithinLooks(reference)
      if (!(await isHere)) return sendTrouble(request, reply, 'busy', 429)
      if (key === null || isForeign) return sendPage(reply, frame, refusedHtml(frame, 'unknown', null), 403)
      const completion = await steps.complete(key, request.cookies[cookieNameOf(key)])
      const path = `${pagePath}/${referenceOf(pageKey.current(), key)}`
      if (completion === 'done') return reply.redirect(path, 303)
      return sendPage(reply, frame, refusedHtml(frame, completion, path), statusOf[completion])
    })

    // A name like any other to the route below.
    app.get(completePath, (_request, reply) => reply.callNotFound())
    app.get('/schedule/page.css', async (_request, reply) => sendFile(reply, 'text/css; charset=utf-8', css))
    app.get('/schedule/page.js', async (_request, reply) => sendFile(reply, 'text/javascript; charset=utf-8', js))
    app.get('/schedule/logo', { config: { rateLimit: { max: logosPerMinute } } }, async (_request, reply) => {
      const [, type, data] = /^data:(image\/\w+);base64,(.+)$/.exec(settings().bookingPage.logo ?? '') ?? []
      if (type === undefined || data === undefined) return reply.code(404).send(notThere)
      return sendFile(reply, type, Buffer.from(data, 'base64'))
    })
    app.get('/schedule/example', async (request, reply) => {
      if (!(await guesses.take(request))) return sendTrouble(request, reply, 'busy', 429)
      const frame = frameOf(request)
      const facts = exampleFacts(frame.visitor.t, settings().timeZone, now())
      return sendPage(reply, frame, bookingHtml(frame, { facts, calendarPath: null, ownPath: null, step: { state: 'none' } }))
    })

    app.get<{ Params: { name: string } }>('/schedule/:name', async (request, reply) => {
      const [, reference = '', ending] = /^([\w-]+)(\.ics)?$/.exec(request.params.name) ?? []
      const key = readReference(pageKey.current(), reference)
      const booking = key === null ? null : findBookingByKey(store.read, key)
      const isHere = booking === null ? guesses.take(request) : isWithinLooks(reference)
      if (!(await isHere)) return sendTrouble(request, reply, 'busy', 429)
      if (booking === null) return reply.code(404).send(notThere)
      if (ending === undefined)
        return sendBooking(request, reply, booking, { isCountable: false, token: request.cookies[cookieNameOf(booking.key)] })
      const text = icsTextOf(store, booking, frameOf(request), settings().timeZone)
      if (text === null) return reply.code(404).send(notThere)
      return reply
        .headers({ 'content-disposition': 'attachment; filename="appointment.ics"', 'x-robots-tag': 'noindex, nofollow' })
        .type(icsContentType)
        .send(text)
    })

    app.get<{ Params: { uid: string } }>('/api/bookings/:uid', async (request, reply) => {
      const { uid } = request.params
      reply.header('x-robots-tag', 'noindex, nofollow')
      const found = findBooking(store.read, uid)
      const booking = found?.origin === 'real' ? found : null
      if (!(await mayLook(request, answerGuesses, booking, uid)))
        return reply.code(429).header('retry-after', '60').send({ status: 'error', message: 'Too many requests' })
      return booking === null ? reply.code(404).send(notThere) : told(booking)
    })
  }

  return {
    methodsOf: (path) =>
      !settings().bookingPage.enabled
        ? null
        : path === completePath
          ? 'POST'
          : readPattern.test(path) || apiPattern.test(path)
            ? 'GET, HEAD'
            : null,
    async open(app, to) {
      await app.register(helmet, {
        contentSecurityPolicy: { useDefaults: false, directives: policy },
        referrerPolicy: { policy: 'no-referrer' },
      })
      await app.register(cookie)
      await app.register(formbody, { bodyLimit: 4096 })
      // People are told on a page.
      app.addHook(
        'onRequest',
        atTheDoor(to, (request, reply, answer) =>
          request.url.startsWith('/api/') ? tell(reply, answer) : sendTrouble(request, reply, 'failed', answer.status),
        ),
      )
      app.addHook('onRequest', async (_request, reply) => (settings().bookingPage.enabled ? undefined : reply.callNotFound()))
      app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
        const { statusCode = 503 } = error
        const status = statusCode < 500 ? statusCode : 503
        if (request.url.startsWith('/api/'))
          return reply
            .code(status)
            .header('retry-after', '60')
            .send({ status: 'error', message: status === 429 ? 'Too many requests' : 'Not ready, try again' })
        return sendTrouble(request, reply, status === 429 ? 'busy' : 'failed', status)
      })
      open(app)
    },
  }
}

function told({ appointment: { status, type, providerType, start, end, timeZone } }: Booking): PublicBooking {
  return { status, type, title: providerType, start, end, timeZone }
}

/** Null: not real, or without a time. */
function icsTextOf({ read }: Store, { origin, appointment }: Booking, { visitor: { t } }: PageFrame, timeZone: string): string | null {
  const revised =
    origin === 'real' ? findRevisedAppointment(read, appointment.id, { personal: true, medical: false, metadata: false }) : null
  if (revised === null) return null
  // The number is the client's as often as the office's.
  const location = revised.location?.kind === 'phone' ? { ...revised.location, text: null, url: null } : revised.location
  return icsOf({ ...revised, location }, { detail: 'visitor', t, timeZone })
}

/** One for each booking, so that two that are open beside one another keep theirs. */
function cookieNameOf(bookingKey: Buffer): string {
  return `booking_${bookingKey.toString('hex').slice(0, 12)}`
}

function sendFile(reply: FastifyReply, type: string, content: string | Buffer): FastifyReply {
  return reply.header('cache-control', 'public, max-age=300').type(type).send(content)
}
