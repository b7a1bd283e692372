import { expect, test } from 'vitest'
import { nextFreeSlot } from '../../../../src/renderer/editor/next-free.ts'

const at = (clock: string): number => Date.parse(`2024-11-21T${clock}:00+01:00`)
const card = (hostId: number, from: string, to: string) => ({ hostIds: [hostId], startMs: at(from), endMs: at(to) })
const host = (id: number, members: { active?: boolean; from?: string; to?: string } = {}) => ({
  id,
  active: members.active ?? true,
  // A Thursday.
  workingHours: members.from && members.to ? [{ weekday: 4, from: members.from, to: members.to }] : null,
})
const rest = { startMs: at('14:02'), endMs: at('24:00') }
const found = (slot: { startMs: number; hostId: number | null }): [string, number | null] => [
  new Date(slot.startMs + 3_600_000).toISOString().slice(11, 16),
  slot.hostId,
]

test('the first in the office’s order who is free at the next quarter of an hour', () => {
  expect(found(nextFreeSlot([host(2), host(1)], [], rest, 'Europe/Berlin'))).toEqual(['14:15', 2])
  expect(found(nextFreeSlot([host(2), host(1)], [card(2, '14:30', '15:00')], rest, 'Europe/Berlin'))).toEqual(['14:15', 1])
})

test('later, where everybody is taken, has left or is not at work', () => {
  const hosts = [host(1), host(2, { active: false }), host(3, { from: '08:00', to: '14:30' })]
  expect(found(nextFreeSlot(hosts, [card(1, '13:00', '15:20')], rest, 'Europe/Berlin'))).toEqual(['15:30', 1])
})

test('with nobody at the very next quarter, where nobody is free any more', () => {
  expect(found(nextFreeSlot([host(1)], [card(1, '08:00', '24:00')], { ...rest, endMs: at('23:00') }, 'Europe/Berlin'))).toEqual([
    '14:15',
    null,
  ])
  expect(found(nextFreeSlot([], [], rest, 'Europe/Berlin'))).toEqual(['14:15', null])
})
