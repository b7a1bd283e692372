import type { Host } from '../../shared/appointment.ts'
import type { ClientRow } from '../../shared/contract/clients.ts'
import type { BoardCard } from '../../shared/contract/pipeline.ts'
import type { SettingChange } from '../../shared/contract/trust.ts'
import type { ClientStage } from '../../shared/words.ts'
import { csvOf, instantText } from './csv.ts'

/** One client on the board, and the column that they stand in. */
export type BoardRow = BoardCard & { readonly stage: ClientStage }

const clientColumns = [
  'id',
  'name',
  'email',
  'phone',
  'source',
  'source_id',
  'stage',
  'last_seen',
  'next',
  'appointments',
  'no_shows',
  'origin',
] as const

/** One line a client. */
export function clientsCsv(rows: AsyncIterable<ClientRow>, timeZone: string): AsyncGenerator<string> {
  return csvOf(rows, clientColumns, (row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    source: row.source,
    source_id: row.externalId,
    stage: row.stage,
    last_seen: instantText(row.lastSeenMs, timeZone),
    next: instantText(row.nextStartMs, timeZone),
    appointments: row.appointments,
    no_shows: row.noShows,
    origin: row.origin,
  }))
}

const memberColumns = ['id', 'name', 'email', 'role', 'active', 'working_hours', 'origin'] as const
const weekdays = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']

/** One line a team member. Working hours such as `Mo 09:00-17:00; Tu 09:00-12:30`. */
export function teamCsv(hosts: AsyncIterable<Host>): AsyncGenerator<string> {
  return csvOf(hosts, memberColumns, (host) => ({
    id: host.id,
    name: host.name,
    email: host.email,
    role: host.role,
    active: host.active ? 'yes' : 'no',
    working_hours: host.workingHours?.map(({ weekday, from, to }) => `${weekdays[weekday]} ${from}-${to}`).join('; ') ?? null,
    origin: host.origin,
  }))
}

const boardColumns = ['id', 'stage', 'client', 'since', 'set_by', 'reason', 'source', 'next', 'next_type', 'next_host', 'origin'] as const

/** One line a client, in the order of the board. */
export function boardCsv(rows: AsyncIterable<BoardRow>, timeZone: string): AsyncGenerator<string> {
  return csvOf(rows, boardColumns, (row) => ({
    id: row.id,
    stage: row.stage,
    client: row.label,
    since: instantText(row.stageAtMs, timeZone),
    set_by: row.by,
    reason: row.reason,
    source: row.source,
    next: instantText(row.next?.startMs ?? null, timeZone),
    next_type: row.next?.type ?? null,
    next_host: row.next?.hostLabel ?? null,
    origin: row.origin,
  }))
}

const changeColumns = ['id', 'at', 'by', 'what', 'before', 'after'] as const

/** One line a change of a setting; values as JSON. */
export function changesCsv(rows: AsyncIterable<SettingChange>, timeZone: string): AsyncGenerator<string> {
  return csvOf(rows, changeColumns, (row) => ({
    id: row.id,
    at: instantText(row.atMs, timeZone),
    by: row.actor,
    what: row.name,
    before: JSON.stringify(row.before),
    after: JSON.stringify(row.after),
  }))
}
