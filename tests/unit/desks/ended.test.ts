import { expect, test } from 'vitest'
import { noteRestored } from '../../../src/main/store/backup-runs.ts'
import { forgetEndedDesks } from '../../../src/main/store/desks-keeping.ts'
import { findDeskPersonByInvitation, insertDeskPerson } from '../../../src/main/store/desks-people.ts'
import { insertDeskSession, listDeskSessions, saveKnownBrowser } from '../../../src/main/store/desks-sessions.ts'
import { scalar } from '../../../src/main/store/db.ts'
import { retentionSteps } from '../../../src/main/store/retention.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const dayMs = 86_400_000

test('what has ended goes with the rest that is too old: sessions with their addresses, browsers, people who never came', () => {
  const store = temporaryStore()
  const invitation = (index: number) => ({ invitation: Buffer.alloc(32, index), by: 'Mara', untilMs: NOON })
  const personId = insertDeskPerson(store.write, {
    name: 'Jo',
    nameKey: 'jo',
    role: 'desk',
    handle: Buffer.alloc(16, 1),
    nowMs: NOON,
    ...invitation(1),
  })
  insertDeskSession(store.write, {
    personId,
    by: 'password',
    browser: 'firefox',
    system: 'linux',
    address: '192.0.2.7',
    digest: Buffer.alloc(32, 2),
    nowMs: NOON,
  })
  saveKnownBrowser(store.write, { digest: Buffer.alloc(32, 3), personId, nowMs: NOON, most: 20 })
  const left = () =>
    ['desk_sessions', 'desk_browsers', 'desk_people'].map((table) => scalar<number>(store.read, `SELECT count(*) FROM ${table}`))
  const never = { deliveriesMs: 0, contentsMs: 0, appointmentsMs: 0, repetitionsMs: 0, notificationsMs: 0, outboundMs: 0 }
  const after = [0.1, 1, 31].map((days) => {
    for (const step of retentionSteps) while (step(store.write, never, NOON + days * dayMs) > 0) continue
    return left()
  })
  expect(after).toEqual([
    [1, 1, 1],
    [0, 1, 1],
    [0, 0, 0],
  ])
  expect(forgetEndedDesks(store.write, NOON + 31 * dayMs)).toBe(0)
})

test('a restored backup lets nobody in by what was revoked or used since: no session goes on, no link leads in', () => {
  const store = temporaryStore()
  const person = { role: 'admin', handle: Buffer.alloc(16, 1), nowMs: NOON, by: 'Mara', untilMs: NOON + dayMs } as const
  const personId = insertDeskPerson(store.write, { ...person, name: 'Jo', nameKey: 'jo', invitation: Buffer.alloc(32, 1) })
  const session = { personId, by: 'password', browser: 'firefox', system: 'linux', address: null } as const
  insertDeskSession(store.write, { ...session, digest: Buffer.alloc(32, 2), nowMs: NOON })
  noteRestored(store.write, {
    orderedAtMs: NOON + 60_000,
    actor: 'Mara',
    what: 'backup',
    backup: 'deskbell.age',
    madeAtMs: NOON,
    setAside: 'deskbell.before.db',
    passphrase: null,
    stillCounts: null,
  })
  const since = { seenSinceMs: 0, startedSinceMs: 0 }
  expect({
    sessions: listDeskSessions(store.read, since),
    until: findDeskPersonByInvitation(store.read, Buffer.alloc(32, 1))?.invitedUntilMs,
  }).toEqual({ sessions: [], until: NOON + 60_000 })
})
