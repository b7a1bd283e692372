import type { Client } from '../../shared/contract/clients.ts'
import type { Source } from '../../shared/words.ts'
import type { StoredState } from './appointments.ts'
import { prepared, type ReadDb } from './db.ts'

/** Older ones than these have been asked the same. */
const mostStatesRead = 100

type PassedAlong = Client['passedAlong'][number]

/** What the client answered and what providers passed along unread, newest first; the same value under the same name only once. */
export function listPassedAlong(db: ReadDb, family: readonly number[]): PassedAlong[] {
  const rows = prepared<{ appointmentId: number; source: Source; state: string }>(
    db,
    `SELECT a.id AS appointmentId, a.source, s.state FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id
     WHERE a.client_id IN (SELECT value FROM json_each(?)) ORDER BY a.updated_at_ms DESC, a.id DESC LIMIT ${mostStatesRead}`,
  ).all(JSON.stringify(family))
  const passed = rows.flatMap(({ appointmentId, source, state }) => {
    const { details } = JSON.parse(state) as StoredState
    const answers = details.answers.map(({ question, answer }) => ({ kind: 'answer' as const, name: question, value: answer }))
    const metadata = Object.entries(details.metadata).map(([name, value]) => ({ kind: 'metadata' as const, name, value: textOf(value) }))
    return [...answers, ...metadata].filter(({ value }) => value !== '').map((each): PassedAlong => ({ ...each, source, appointmentId }))
  })
  const known = new Set<string>()
  return passed.filter(({ kind, name, value }) => {
    const key = JSON.stringify([kind, name, value])
    return known.has(key) ? false : known.add(key)
  })
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
