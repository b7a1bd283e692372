import { z } from 'zod'
import type { AppointmentChange } from '../ingest/change.ts'
import { goneAppointment, wholeAppointment } from '../providers/smart-scheduler/read.ts'
import { listedAppointmentSchema } from '../providers/smart-scheduler/schema.ts'
import { listStanding } from '../store/standing.ts'
import type { Client, ClientParts } from './client.ts'
import { ApiError } from './http.ts'
import { parseReply } from './parse-reply.ts'
import type { Span } from './reader.ts'

/*
 * Smart-Scheduler's pull API. Source: the office's brief, `GET /api/appointments?startDate&endDate` and `GET /api/appointments/:id`. What it
 * leaves open was decided here: a bare list or `{appointments}`, an appointment or `{appointment}`, days of UTC, the last one included.
 */

const listSchema = z.union([
  z.array(z.unknown()),
  z.looseObject({ appointments: z.array(z.unknown()) }).transform((body) => body.appointments),
])

/** Asked for one by one; more are gone at once only when the list itself is not to be trusted. */
const mostAskedFor = 500

export function openSmartScheduler({ api, db, now, onUnreadable }: ClientParts): Client {
  async function list({ fromMs, toMs }: Span) {
    const { body, atMs } = await api.get('api/appointments', { startDate: dayOf(fromMs), endDate: dayOf(toMs) })
    return { items: parseReply(listSchema, body), atMs }
  }

  async function* read(span: Span): AsyncIterable<readonly AppointmentChange[]> {
    const { items, atMs } = await list(span)
    const changes = items.flatMap((item) => toChange(item, atMs) ?? [])
    yield changes
    const listed = new Set([...changes.map(({ externalId }) => externalId), ...items.flatMap((item) => idOf(item) ?? [])])
    const absent = listStanding(db, 'smart-scheduler', span).filter((id) => !listed.has(id))
    for (const id of absent.slice(0, mostAskedFor)) yield await readOne(id)
  }

  /** What is not listed may have been moved out of the span: only where there is no such appointment, it was cancelled. */
  async function readOne(id: string): Promise<readonly AppointmentChange[]> {
    const { body, atMs } = await api.get(`api/appointments/${encodeURIComponent(id)}`).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404 && error.atMs !== null) return { body: null, atMs: error.atMs }
      throw error
    })
    if (body === null) return [goneAppointment(id, atMs)]
    const wrapped = z.looseObject({ appointment: z.unknown() }).safeParse(body)
    const change = toChange(wrapped.success && wrapped.data.appointment !== undefined ? wrapped.data.appointment : body, atMs)
    return change ? [change] : []
  }

  function toChange(item: unknown, atMs: number): AppointmentChange | null {
    const parsed = listedAppointmentSchema.safeParse(item)
    if (parsed.success) return wholeAppointment(parsed.data, atMs)
    onUnreadable()
    return null
  }

  return {
    async identify() {
      // The API names nobody: that it answers is all that can be tried.
      const nowMs = now()
      await list({ fromMs: nowMs, toMs: nowMs })
      return { name: null, email: null }
    },
    read,
    subscriptions: null,
    sample: null,
    markNoShow: null,
  }
}

function idOf(item: unknown): string | null {
  const parsed = z.looseObject({ id: z.string() }).safeParse(item)
  return parsed.success ? parsed.data.id : null
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
