import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { Temporal } from 'temporal-polyfill'
import type { AppointmentCard } from '../../shared/appointment.ts'
import type { DeliveryRow } from '../../shared/delivery.ts'

type Cells = Readonly<Record<string, string | number | null>>

/**
 * RFC 4180, with a byte order mark, which spreadsheets take for UTF-8. Cells that a spreadsheet would take for a formula are defused: what
 * people type into a booking form ends up here. https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function* csvOf<Row>(
  rows: AsyncIterable<Row>,
  columns: readonly string[],
  cellsOf: (row: Row) => Cells,
): AsyncGenerator<string> {
  async function* cells(): AsyncGenerator<Cells> {
    for await (const row of rows) yield cellsOf(row)
  }
  const writer = stringify({ columns: [...columns], header: true, bom: true, escape_formulas: true, record_delimiter: '\r\n' })
  const source = Readable.from(cells())
  source.on('error', (error) => writer.destroy(error))
  try {
    for await (const chunk of source.pipe(writer)) yield String(chunk)
  } finally {
    source.destroy()
  }
}

const deliveryColumns = [
  'id',
  'received',
  'provider',
  'event',
  'verdict',
  'reason',
  'status',
  'about',
  'about_start',
  'body_bytes',
  'duration_ms',
  'origin',
] as const

/** One line a delivery. Instants in the office's zone, with their offset. */
export function deliveriesCsv(rows: AsyncIterable<DeliveryRow>, timeZone: string): AsyncGenerator<string> {
  return csvOf(rows, deliveryColumns, (row) => ({
    id: row.id,
    received: instantText(row.receivedAtMs, timeZone, 'millisecond'),
    provider: row.provider,
    event: row.providerEvent,
    verdict: row.verdict,
    reason: row.reason,
    status: row.httpStatus,
    about: row.aboutName,
    about_start: instantText(row.aboutStartMs, timeZone),
    body_bytes: row.bodySize,
    duration_ms: row.durationUs / 1000,
    origin: row.origin,
  }))
}

const appointmentColumns = [
  'id',
  'source',
  'source_id',
  'status',
  'type',
  'title',
  'start',
  'end',
  'client',
  'attendees',
  'host',
  'location',
  'rescheduled',
  'created',
  'updated',
  'origin',
] as const

/** One line an appointment. */
export function appointmentsCsv(cards: AsyncIterable<AppointmentCard>, timeZone: string): AsyncGenerator<string> {
  return csvOf(cards, appointmentColumns, (card) => ({
    id: card.id,
    source: card.source,
    source_id: card.externalId,
    status: card.status,
    type: card.type,
    title: card.title ?? card.providerType,
    start: instantText(card.startMs, timeZone),
    end: instantText(card.endMs, timeZone),
    client: card.clientLabel,
    attendees: card.attendeeCount,
    host: card.hostLabel,
    location: card.locationKind,
    rescheduled: card.rescheduled ? 'yes' : 'no',
    created: instantText(card.createdAtMs, timeZone),
    updated: instantText(card.updatedAtMs, timeZone),
    origin: card.origin,
  }))
}

/** ISO 8601 on the office's clock, such as `2026-11-21T14:00:00+01:00`. */
export function instantText(ms: number | null, timeZone: string, smallestUnit: 'second' | 'millisecond' = 'second'): string | null {
  return ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString({ timeZone, smallestUnit })
}
