import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema } from '../appointment.ts'
import { deliveryRowSchema } from '../delivery.ts'
import { appointmentStatuses, appointmentTypes, providerIds, rejectReasons, sources } from '../words.ts'

const amount = z.number().int().min(0)

/** A calendar day without a zone: `2026-03-29`. */
const dateSchema = z.iso.date()

/** Which whole days of the office's zone are looked at; `chosen` has both of its ends in it. */
export const spanSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['day', 'week', 'month']) }),
  z
    .strictObject({ kind: z.literal('chosen'), first: dateSchema, last: dateSchema })
    .refine(({ first, last }) => first <= last, { error: 'the last day is not before the first one', path: ['last'] })
    .refine(({ first, last }) => Date.parse(last) - Date.parse(first) <= 3660 * 86_400_000, {
      error: 'at most ten years at once',
      path: ['last'],
    }),
])
export type Span = z.infer<typeof spanSchema>

/** Half open. */
export const intervalSchema = z
  .strictObject({ startMs: instantSchema, endMs: instantSchema })
  .refine(({ startMs, endMs }) => endMs >= startMs, { error: 'the end is not before the start', path: ['endMs'] })
export type Interval = z.infer<typeof intervalSchema>

/**
 * What is counted of appointments and clients: numbers that can be added up, over days as over sources. Rates are made of them by whoever
 * shows them. Tests and samples are in none of them.
 */
export const tallySchema = z.strictObject({
  /** Booked within the interval, by the provider's clock; each booking once, so that a reschedule is not another one. Requests do not count. */
  booked: amount,
  /** Of the booked ones, those that are scheduled, arrived or completed now. */
  standing: amount,
  /** Of those that stand, the ones whose type has a value. */
  valued: amount,
  /** What the valued ones are worth together, in the currency's smallest unit. */
  revenue: amount,
  /** Cancelled within the interval, whenever they were booked; declined requests are not cancellations. */
  cancelled: amount,
  /** Start within the interval, and the client did not come. */
  noShows: amount,
  /** Start within the interval, and the client came: arrived or completed. */
  came: amount,
  /** Became known within the interval; records that were merged are one client, known since the first of them. */
  clients: amount,
  /** Of those clients, the ones with a consultation that stands, whenever it is. */
  consulting: amount,
})
export type Tally = z.infer<typeof tallySchema>

/**
 * One part of what is counted. An appointment belongs to the first host that it names, and a client to what they first came with; null:
 * to nobody, or without any appointment.
 */
export const partSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('source'), source: z.enum(sources).nullable() }),
  z.strictObject({ by: z.literal('type'), type: z.enum(appointmentTypes).nullable() }),
  z.strictObject({ by: z.literal('host'), hostId: z.number().int().nullable() }),
])
export type Part = z.infer<typeof partSchema>

const groupSchema = z.strictObject({
  part: partSchema,
  now: tallySchema,
  before: tallySchema,
  soFar: tallySchema.nullable(),
  /** One for each of the overview's buckets. */
  series: z.array(tallySchema),
})
export type Group = z.infer<typeof groupSchema>

/** What one provider's endpoint took in; deliveries count when they were received. */
export const receivedSchema = z.strictObject({
  deliveries: amount,
  refused: amount,
  duplicates: amount,
  /** Accepted ones whose event the provider gave a time. */
  timed: amount,
  /** From the event, by the provider's clock, until the window was told, in ms; null: none is timed. */
  medianMs: z.number().min(0).nullable(),
  p95Ms: z.number().min(0).nullable(),
})
export type Received = z.infer<typeof receivedSchema>

const receivingSchema = z.strictObject({
  provider: z.enum(providerIds),
  now: receivedSchema,
  before: receivedSchema,
  /** The most frequent first. */
  refusals: z.array(z.strictObject({ reason: z.enum(rejectReasons), count: amount })),
})
export type Receiving = z.infer<typeof receivingSchema>

export const overviewSchema = z.strictObject({
  span: intervalSchema,
  before: intervalSchema,
  /** The span before up to the point that the present one has reached; null: the present one is over, or has not begun. */
  soFar: intervalSchema.nullable(),
  step: z.enum(['hour', 'day', 'month']),
  /** The span in steps, without a gap. */
  buckets: z.array(intervalSchema),
  currency: z.string(),
  /** Types of bookings that stand and have no value, so that the revenue leaves them out. */
  withoutValue: z.array(z.enum(appointmentTypes)),
  totals: z.strictObject({ now: tallySchema, before: tallySchema, soFar: tallySchema.nullable(), series: z.array(tallySchema) }),
  /** Only parts that anything was counted of; each dimension adds up to the totals. */
  groups: z.strictObject({ source: z.array(groupSchema), type: z.array(groupSchema), host: z.array(groupSchema) }),
  /** Every provider, those without deliveries too. */
  receiving: z.array(receivingSchema),
})
export type Overview = z.infer<typeof overviewSchema>

export const appointmentCounters = ['booked', 'standing', 'valued', 'unvalued', 'cancelled', 'noShows', 'came', 'due'] as const
export const clientCounters = ['clients', 'consulting'] as const
export const deliveryCounters = ['deliveries', 'refused', 'duplicates', 'timed'] as const
export type AppointmentCounter = (typeof appointmentCounters)[number]
export type ClientCounter = (typeof clientCounters)[number]
export type DeliveryCounter = (typeof deliveryCounters)[number]

const cursorSchema = z.strictObject({ atMs: instantSchema, id: z.number().int() })
export type CountedCursor = z.infer<typeof cursorSchema>

/** What a number counts; `atMs` is the instant by which it falls into the interval. */
export const countedAppointmentSchema = z.strictObject({
  id: z.number().int(),
  atMs: instantSchema,
  source: z.enum(sources),
  type: z.enum(appointmentTypes),
  status: z.enum(appointmentStatuses),
  startMs: instantSchema.nullable(),
  clientLabel: z.string().nullable(),
  hostLabel: z.string().nullable(),
  /** In the currency's smallest unit; null: this type has none. */
  value: amount.nullable(),
})
export type CountedAppointment = z.infer<typeof countedAppointmentSchema>

export const countedClientSchema = z.strictObject({
  id: z.number().int(),
  atMs: instantSchema,
  label: z.string().nullable(),
  source: z.enum(sources).nullable(),
  consulting: z.boolean(),
})
export type CountedClient = z.infer<typeof countedClientSchema>

export const countedDeliverySchema = deliveryRowSchema.extend({
  atMs: instantSchema,
  /** From the event until the window was told; null: not timed. */
  toWindowMs: z.number().min(0).nullable(),
})
export type CountedDelivery = z.infer<typeof countedDeliverySchema>

const page = { total: amount, nextCursor: cursorSchema.nullable() }
const asked = { interval: intervalSchema, cursor: cursorSchema.nullable(), limit: z.number().int().min(1).max(500) }

/** The numbers of a span, and exactly the rows that each of them counts, newest first. */
export const overview = {
  get: oc
    .input(
      z.strictObject({
        span: spanSchema,
        /** Sunday is 0. The locale may decide it, which only the window knows. */
        firstDayOfWeek: z.number().int().min(0).max(6),
      }),
    )
    .output(overviewSchema),
  appointments: oc
    .input(z.strictObject({ counter: z.enum(appointmentCounters), part: partSchema.nullable(), ...asked }))
    .output(z.strictObject({ rows: z.array(countedAppointmentSchema), ...page })),
  clients: oc
    .input(z.strictObject({ counter: z.enum(clientCounters), part: partSchema.nullable(), ...asked }))
    .output(z.strictObject({ rows: z.array(countedClientSchema), ...page })),
  deliveries: oc
    .input(
      z.strictObject({
        counter: z.enum(deliveryCounters),
        provider: z.enum(providerIds).nullable(),
        /** Of refusals; null: any. */
        reason: z.enum(rejectReasons).nullable(),
        ...asked,
      }),
    )
    .output(z.strictObject({ rows: z.array(countedDeliverySchema), ...page })),
}
