import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { listCountedAppointments } from '../../../src/main/store/counters.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { applicationId } from '../../../src/main/store/pragmas.ts'
import { NOON, temporaryFolder, temporaryStore } from '../../support/temporary.ts'

test('a booking of version 1 counts as booked when it was made known; a request that was turned down is neither booked nor cancelled', () => {
  const path = join(temporaryFolder(), 'deskbell.db')
  const database = new Database(path)
  database.pragma(`application_id = ${applicationId}`)
  migrate(database, migrations.slice(0, 1), { path, nowMs: NOON })
  database.exec(readFileSync(new URL('./fixtures/0001.sql', import.meta.url), 'utf8'))
  const turnedDown = (id: number, declined: boolean) =>
    database.exec(
      `INSERT INTO appointments (id, source, external_id, origin, key, status, type, start_ms, start_assumed, attendee_count, host_ids, rescheduled,
         created_at_ms, updated_at_ms, search_text)
       VALUES (${id}, 'cal-com', '${id}', 'real', x'${String(id).padStart(32, '0')}', 'cancelled', 'visit', ${NOON}, 0, 1, '[]', 0, ${NOON}, ${NOON}, '');
       INSERT INTO appointment_states (appointment_id, state) VALUES (${id}, '{"cancellation":{"declined":${declined}}}')`,
    )
  turnedDown(2, true)
  turnedDown(3, false)
  database.close()

  const { read } = temporaryStore(path)
  const interval = { startMs: NOON - 86_400_000, endMs: NOON + 86_400_000 }
  const idsOf = (counter: 'booked' | 'cancelled') =>
    listCountedAppointments(read, counter, { interval, part: null, cursor: null, limit: 10 }, []).rows.map(({ id }) => id)
  expect({ booked: idsOf('booked'), cancelled: idsOf('cancelled') }).toEqual({ booked: [3, 1], cancelled: [3] })
})
