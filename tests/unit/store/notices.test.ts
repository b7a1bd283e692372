import { expect, test } from 'vitest'
import { prepared } from '../../../src/main/store/db.ts'
import { findNewestHistoryId } from '../../../src/main/store/newest-history.ts'
import { getNoticeMark, moveNoticeMark } from '../../../src/main/store/notices.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { buildTestReceiver, send, signed } from '../../support/test-receiver.ts'

test('marks go back with the lines of history that are removed last, and never beyond what is there', async () => {
  const store = temporaryStore()
  const { port } = await buildTestReceiver({ store })
  for (const id of ['A1', 'A2', 'A3']) {
    const body = { event_type: 'appointment.scheduled', appointment_id: id, patient_id: 'P1', timestamp: new Date(NOON).toISOString() }
    expect((await send(port, signed('healthcare', body))).status).toBe(201)
  }
  const writer = createWriter(store.write)
  const newest = findNewestHistoryId(store.read)
  await writer.submit((db) => moveNoticeMark(db, 'seen', newest))
  await writer.submit((db) => prepared(db, 'DELETE FROM appointment_history WHERE id IN (?, ?)').run(newest - 1, newest))
  const seen = getNoticeMark(store.read, 'seen')
  await writer.submit((db) => moveNoticeMark(db, 'looked', newest))
  expect([seen, getNoticeMark(store.read, 'looked')]).toEqual([newest - 2, newest - 2])
})
