import { expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { applyRead } from '../../../src/main/ingest/apply-read.ts'
import { listGapChanges } from '../../../src/main/store/gap-changes.ts'
import { insertGap, insertGapReadings, listGaps } from '../../../src/main/store/gaps.ts'
import { findNewestReadingId, insertReading } from '../../../src/main/store/readings.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { NOON } from '../../support/temporary.ts'
import { booking, event, HOUR, rescheduled, startOffice, TEN } from '../links/told.ts'

const backAtMs = NOON + 5 * HOUR

/** An office that was away: `read` is what was read afterwards. */
function returned() {
  const { store, tell, idOf } = startOffice()
  const { write } = store
  const gapId = insertGap(write, { reason: 'off', fromMs: NOON, toMs: backAtMs })
  return {
    idOf,
    tell,
    async read(...changes: AppointmentChange[]) {
      const { source: provider } = changes[0]!
      if (provider !== 'calendly' && provider !== 'google-calendar') throw new Error(`nobody reads ${provider} here`)
      const before = findNewestReadingId(write)
      const readingId = insertReading(write, { provider, cause: 'gap', startedAtMs: backAtMs })
      await applyRead(createWriter(write), changes, { readingId, readAtMs: backAtMs, typeRules: [] })
      insertGapReadings(write, gapId, provider, before)
    },
    changed: () => listGaps(write, { limit: 1, shortestMs: 0 })[0]?.changed,
    changes: () =>
      listGapChanges(write, gapId, 50).map(({ appointmentId, source, kind, before, after }) => ({
        appointmentId,
        source,
        kind,
        from: before['startMs'],
        to: after['startMs'],
      })),
  }
}

const later = { happenedAtMs: NOON + HOUR }
const cancelled = (change: AppointmentChange): AppointmentChange => ({
  ...change,
  ...later,
  kind: 'cancelled',
  cancellation: { by: null, reason: null, declined: false, rescheduleRequested: false },
})

test('what two sources tell of one booking is one change, which the source that leads tells', async () => {
  const { tell, read, idOf, changed, changes } = returned()
  tell(booking('a'), booking('b', { client: 'bob@example.com' }))
  tell(event('e1'))
  await read(cancelled(event('e1')))
  const alone = [{ appointmentId: idOf('calendly', 'a'), source: 'google-calendar', kind: 'cancelled', from: undefined, to: undefined }]
  expect({ changed: changed(), changes: changes() }).toEqual({ changed: 1, changes: alone })
  await read(cancelled(booking('a')))
  expect({ changed: changed(), changes: changes() }).toEqual({ changed: 1, changes: [{ ...alone[0], source: 'calendly' }] })
})

test('a booking that was replaced is one change: it has moved, from where it was before the gap', async () => {
  const { tell, read, idOf, changed, changes } = returned()
  tell(booking('a'))
  tell(event('e1'))
  const moves = [...rescheduled('a', 'b', { startMs: TEN + HOUR }), ...rescheduled('b', 'c', { startMs: TEN + 2 * HOUR })]
  await read(...moves)
  await read(cancelled(event('e1')), event('e2', { startMs: TEN + 2 * HOUR }))
  expect({ changed: changed(), changes: changes() }).toEqual({
    changed: 1,
    changes: [{ appointmentId: idOf('calendly', 'c'), source: 'calendly', kind: 'rescheduled', from: TEN, to: TEN + 2 * HOUR }],
  })
})

test('that a booking was replaced is told where what replaces it was not read', async () => {
  const { tell, read, idOf, changed, changes } = returned()
  tell(booking('a'))
  await read(rescheduled('a', 'beyond')[1]!)
  expect({ changed: changed(), changes: changes() }).toEqual({
    changed: 1,
    changes: [{ appointmentId: idOf('calendly', 'a'), source: 'calendly', kind: 'superseded', from: undefined, to: undefined }],
  })
})
