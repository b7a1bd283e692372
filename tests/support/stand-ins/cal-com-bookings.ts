import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { badRequest, notFound } from './cal-com-answers.ts'
import type { CalComState } from './cal-com.ts'
import type { CalComBooking } from './cal-com-account.ts'
import { bookingResource } from './cal-com-payloads.ts'

/** The version of the API that these routes speak. Without the header an older one answers, whose bookings look different. */
const apiVersion = '2024-08-13'

const statuses = ['upcoming', 'recurring', 'past', 'cancelled', 'unconfirmed'] as const
type Status = (typeof statuses)[number]

const iso = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const order = z.enum(['asc', 'desc'])
const querySchema = z.object({
  status: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.enum(statuses)).min(1))
    .optional(),
  attendeeEmail: z.string().optional(),
  bookingUid: z.string().optional(),
  eventTypeId: z.coerce.number().int().optional(),
  afterStart: iso.optional(),
  beforeEnd: iso.optional(),
  afterCreatedAt: iso.optional(),
  beforeCreatedAt: iso.optional(),
  afterUpdatedAt: iso.optional(),
  beforeUpdatedAt: iso.optional(),
  sortStart: order.optional(),
  sortEnd: order.optional(),
  sortCreated: order.optional(),
  sortUpdatedAt: order.optional(),
  take: z.coerce.number().int().min(1).max(250).default(100),
  skip: z.coerce.number().int().min(0).default(0),
})
type Query = z.infer<typeof querySchema>

const absenceSchema = z.object({
  host: z.boolean().optional(),
  attendees: z
    .array(z.object({ email: z.email(), absent: z.boolean() }))
    .min(1)
    .optional(),
})

/**
 * Bookings, in version 2024-08-13.
 * Source: packages/platform/types/bookings/2024-08-13 and apps/api/v2/src/ee/bookings/2024-08-13 of calcom/cal.com.
 */
export function addBookingRoutes(app: FastifyInstance, state: CalComState): void {
  const { account, now } = state
  const toJson = (booking: CalComBooking) => bookingResource(booking, account.bookings)
  const bookingOf = (uid: string): CalComBooking => {
    const booking = account.bookings.find((one) => one.uid === uid)
    if (booking === undefined) throw notFound(`Booking with uid=${uid} was not found in the database`)
    return booking
  }
  const answer = (uid: string) => ({ status: 'success', data: toJson(bookingOf(uid)) })

  app.addHook('preHandler', async ({ url, headers }) => {
    if (url.startsWith('/v2/bookings') && headers['cal-api-version'] !== apiVersion)
      throw badRequest(`Without "cal-api-version: ${apiVersion}" an older version answers, which knows nothing of this request.`)
  })

  app.get('/v2/bookings', async ({ query: given }) => {
    const parsed = querySchema.safeParse(given)
    if (!parsed.success) throw badRequest(`${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
    const query = parsed.data
    const found = account.bookings.filter((booking) => fits(booking, query, now())).toSorted(byOrder(query))
    const page = found.slice(query.skip, query.skip + query.take)
    return { status: 'success', data: page.map(toJson), pagination: paginationOf(query, page.length, found.length) }
  })

  app.get<{ Params: { uid: string } }>('/v2/bookings/:uid', async ({ params }) => answer(params.uid))

  app.post<{ Params: { uid: string }; Body: { cancellationReason?: string; seatUid?: string } | undefined }>(
    '/v2/bookings/:uid/cancel',
    async ({ params, body }) => {
      const booking = bookingOf(params.uid)
      const seat = booking.attendees.find(({ seatUid }) => seatUid !== null && seatUid === body?.seatUid)
      if (seat) account.leaveSeat(booking.uid, seat.email)
      else account.cancel(booking.uid, { ...(body?.cancellationReason !== undefined && { reason: body.cancellationReason }) })
      return answer(booking.uid)
    },
  )

  app.post<{ Params: { uid: string }; Body: { start?: string } | undefined }>(
    '/v2/bookings/:uid/reschedule',
    async ({ params, body }, reply) => {
      const startMs = Date.parse(body?.start ?? '')
      if (Number.isNaN(startMs)) throw badRequest('start must be a valid ISO 8601 date string')
      const booking = account.reschedule(bookingOf(params.uid).uid, startMs)
      return reply.code(201).send(answer(booking.uid))
    },
  )

  app.post<{ Params: { uid: string } }>('/v2/bookings/:uid/confirm', async ({ params }) => {
    account.confirm(bookingOf(params.uid).uid)
    return answer(params.uid)
  })

  app.post<{ Params: { uid: string }; Body: { reason?: string } | undefined }>('/v2/bookings/:uid/decline', async ({ params, body }) => {
    account.decline(bookingOf(params.uid).uid, body?.reason)
    return answer(params.uid)
  })

  app.post<{ Params: { uid: string } }>('/v2/bookings/:uid/mark-absent', async ({ params, body }) => {
    const parsed = absenceSchema.safeParse(body)
    if (!parsed.success) throw badRequest(`${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
    const booking = bookingOf(params.uid)
    account.markAbsent(booking.uid, parsed.data.attendees ?? [])
    return answer(booking.uid)
  })
}

function fits(booking: CalComBooking, query: Query, nowMs: number): boolean {
  if (query.status !== undefined && !query.status.some((status) => isOf(status, booking, nowMs))) return false
  if (query.bookingUid !== undefined && booking.uid !== query.bookingUid) return false
  if (query.eventTypeId !== undefined && booking.eventType.id !== query.eventTypeId) return false
  if (query.attendeeEmail !== undefined && booking.attendees.every(({ email }) => email !== query.attendeeEmail)) return false
  return (
    within(booking.startMs, query.afterStart, undefined) &&
    within(booking.endMs, undefined, query.beforeEnd) &&
    within(booking.createdAtMs, query.afterCreatedAt, query.beforeCreatedAt) &&
    within(booking.updatedAtMs, query.afterUpdatedAt, query.beforeUpdatedAt)
  )
}

function within(atMs: number, fromMs: number | undefined, toMs: number | undefined): boolean {
  return (fromMs === undefined || atMs >= fromMs) && (toMs === undefined || atMs <= toMs)
}

/** Source: packages/trpc/server/routers/viewer/bookings/get.handler.ts. What waits for confirmation is upcoming too. */
function isOf(status: Status, { status: is, endMs }: CalComBooking, nowMs: number): boolean {
  const isOver = is === 'CANCELLED' || is === 'REJECTED'
  switch (status) {
    case 'cancelled':
      return isOver
    case 'upcoming':
      return !isOver && endMs >= nowMs
    case 'past':
      return !isOver && endMs <= nowMs
    case 'unconfirmed':
      return is === 'PENDING' && endMs >= nowMs
    case 'recurring':
      return false
  }
}

function byOrder({ sortStart, sortEnd, sortCreated, sortUpdatedAt }: Query): (a: CalComBooking, b: CalComBooking) => number {
  const directionOf = (asked: 'asc' | 'desc' | undefined): number => (asked === undefined ? 0 : asked === 'asc' ? 1 : -1)
  return (a, b) =>
    directionOf(sortStart) * (a.startMs - b.startMs) ||
    directionOf(sortEnd) * (a.endMs - b.endMs) ||
    directionOf(sortCreated) * (a.createdAtMs - b.createdAtMs) ||
    directionOf(sortUpdatedAt) * (a.updatedAtMs - b.updatedAtMs) ||
    a.startMs - b.startMs ||
    a.id - b.id
}

function paginationOf({ skip, take }: Query, returnedItems: number, totalItems: number) {
  const remainingItems = Math.max(totalItems - skip - returnedItems, 0)
  return {
    returnedItems,
    totalItems,
    itemsPerPage: take,
    remainingItems,
    currentPage: Math.floor(skip / take) + 1,
    totalPages: Math.ceil(totalItems / take),
    hasNextPage: remainingItems > 0,
    hasPreviousPage: skip > 0,
  }
}
