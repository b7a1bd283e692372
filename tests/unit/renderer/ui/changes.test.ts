import { expect, test } from 'vitest'
import { describeChange } from '../../../../src/renderer/ui/changes.ts'
import type { Office } from '../../../../src/renderer/ui/format.ts'

const office: Office = { timeZone: 'Europe/Berlin', locale: 'en-GB', hour12: false, firstDayOfWeek: 1 }
const tuesday = Date.parse('2024-11-19T09:00:00Z')

test('a moved appointment reads as status and times before and after, in the order in which one asks', () => {
  const lines = describeChange(
    { startMs: tuesday, status: 'pending', location: { kind: 'place', text: 'Room 4', url: null } },
    { startMs: tuesday + 52 * 3_600_000, status: 'scheduled', location: { kind: 'video', text: null, url: 'https://zoom.us/j/1' } },
    office,
  )
  expect(lines).toEqual([
    { label: 'Status', before: 'Pending', after: 'Scheduled', isPersonal: false },
    { label: 'Start', before: 'Tue 19 Nov 2024 10:00', after: 'Thu 21 Nov 2024 14:00', isPersonal: false },
    { label: 'Place', before: 'Room 4', after: 'https://zoom.us/j/1', isPersonal: true },
  ])
})

test.each([
  [{ hosts: [{ email: 'anna@desk.example', name: 'Anna', role: null }] }, 'Host', 'Anna'],
  [{ hosts: [{ email: 'anna@desk.example', name: null, role: null }] }, 'Host', 'anna@desk.example'],
  [
    {
      attendees: [
        { name: 'Bob', email: null, noShow: true, active: true },
        { name: 'Eve', email: null, noShow: false, active: false },
      ],
    },
    'Attendees',
    'Bob (no-show), Eve (left)',
  ],
  [{ answers: [{ question: 'Allergies?', answer: 'none' }] }, 'Answers', 'Allergies?: none'],
  [{ cancellation: { by: 'Jane', reason: 'ill', declined: false, rescheduleRequested: false } }, 'Cancellation', 'cancelled by Jane “ill”'],
  [{ cancellation: { by: null, reason: null, declined: true, rescheduleRequested: false } }, 'Cancellation', 'declined'],
  [{ hostNoShow: true }, 'Host did not show up', 'yes'],
  [{ type: 'strategy_session' }, 'Type', 'Strategy session'],
  [{ notYetKnownHere: 'x' }, 'Not yet known here', 'x'],
])('%j reads as "%s: %s"', (after, label, words) => {
  expect(describeChange({}, after, office)).toMatchObject([{ label, before: '—', after: words }])
})

test('what reads the same on both sides is left out', () => {
  expect(describeChange({ notes: null, metadata: {} }, { notes: '', metadata: {} }, office)).toEqual([])
})

test('links and ids for machines are told only where nothing else changed', () => {
  const link = { cancelUrl: 'https://calendly.com/cancellations/1' }
  expect(describeChange({}, { ...link, title: 'Talk' }, office)).toEqual([{ label: 'Title', before: '—', after: 'Talk', isPersonal: true }])
  expect(describeChange({}, link, office)).toEqual([{ label: 'Cancel link', before: '—', after: link.cancelUrl, isPersonal: true }])
})

test('what may name a client is told apart from what never does', () => {
  const after = { status: 'scheduled', hosts: [{ name: 'Anna' }], attendees: [{ name: 'Jane' }], notes: 'x', notYetKnownHere: 'x' }
  const personal = describeChange({}, after, office).map(({ label, isPersonal }) => [label, isPersonal])
  expect(Object.fromEntries(personal)).toEqual({ Status: false, Host: false, Attendees: true, Notes: true, 'Not yet known here': true })
})
