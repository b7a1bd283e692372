import { expect, test } from 'vitest'
import {
  dayFontPoints,
  inLanes,
  layOutDay,
  linesMm,
  linesOf,
  oneLineScale,
  paragraphsFontPoints,
} from '../../../../src/renderer/print/lay-out.ts'
import { isLandscape, paperOf, sheetSize } from '../../../../src/renderer/print/print-order.ts'
import type { Host } from '../../../../src/shared/appointment.ts'
import { aCard } from '../calendar/cards.ts'

const day = '2026-11-21'
const host = (id: number): Host => ({
  id,
  name: `Host ${id}`,
  email: null,
  role: null,
  tint: null,
  workingHours: null,
  active: true,
  origin: 'real',
})
const at = (time: string): number => Date.parse(`${day}T${time}:00Z`)

test('those that overlap lie side by side, and those that do not have the whole width', () => {
  const stretches = [
    { startSeconds: 0, endSeconds: 60 },
    { startSeconds: 30, endSeconds: 90 },
    { startSeconds: 60, endSeconds: 120 },
    { startSeconds: 120, endSeconds: 180 },
  ]
  expect(inLanes(stretches).map(({ lane, lanes }) => ({ lane, lanes }))).toEqual([
    { lane: 0, lanes: 2 },
    { lane: 1, lanes: 2 },
    { lane: 0, lanes: 2 },
    { lane: 0, lanes: 1 },
  ])
})

test('a day reaches from eight to six, and further where an appointment does', () => {
  const hours = (cards: Parameters<typeof layOutDay>[0]): number[] => {
    const { fromHour, toHour } = layOutDay(cards, [host(1)], day, 'UTC')
    return [fromHour, toHour]
  }
  expect(hours([])).toEqual([8, 18])
  expect(
    hours([
      aCard({ startMs: at('06:45'), endMs: at('07:15'), hostIds: [1] }),
      aCard({ startMs: at('19:30'), endMs: at('20:15'), hostIds: [1] }),
    ]),
  ).toEqual([6, 21])
})

test('an appointment lies where its time is, in the column of each of its hosts', () => {
  const card = aCard({ startMs: at('13:00'), endMs: at('14:00'), hostIds: [1, 2] })
  const { pages } = layOutDay([card], [host(1), host(2), host(3)], day, 'UTC')
  expect(pages).toHaveLength(1)
  const places = pages[0]!.map(({ name, places }) => ({
    name,
    places: places.map(({ top, height, left, width }) => ({ top, height, left, width })),
  }))
  const place = { top: 0.5, height: expect.closeTo(0.1, 10), left: 0, width: 1 }
  expect(places).toEqual([
    { name: 'Host 1', places: [place] },
    { name: 'Host 2', places: [place] },
    { name: 'Host 3', places: [] },
  ])
})

test('more than twelve go on balanced pages, and who has nothing takes no room then', () => {
  const hosts = Array.from({ length: 25 }, (_, index) => host(index + 1))
  const busy = (count: number) =>
    hosts.slice(0, count).map(({ id }) => aCard({ id, startMs: at('09:00'), endMs: at('09:30'), hostIds: [id] }))
  const columnsOf = (count: number): number[] => layOutDay(busy(count), hosts, day, 'UTC').pages.map((columns) => columns.length)
  expect(columnsOf(10)).toEqual([10])
  expect(columnsOf(20)).toEqual([10, 10])
  expect(columnsOf(25)).toEqual([9, 9, 7])
})

test('a quarter of an hour has its line, however long the day is', () => {
  for (const toHour of [18, 22, 24]) {
    const laidOut = { fromHour: 6, toHour, pages: [] }
    const points = dayFontPoints(12, laidOut, 170)
    expect(linesMm(points)).toBeLessThanOrEqual(170 / (toHour - 6) / 4)
    expect(linesOf(0.25 / (toHour - 6), 170, points)).toBe(1)
  }
})

test('a line shrinks only where it does not fit, and never beyond reading', () => {
  expect(oneLineScale(10, 40, 8)).toBe(1)
  expect(oneLineScale(20, 20, 7)).toBeLessThan(1)
  expect(oneLineScale(200, 20, 7)).toBe(0.65)
})

test('a full week gets smaller letters than an empty one, and they fit', () => {
  const room = { width: 37, height: 170 }
  const times = (names: number): number[][] => Array.from({ length: 10 }, () => [8, ...Array.from({ length: names }, () => 15)])
  expect(paragraphsFontPoints([times(1)], room)).toBe(8.5)
  const full = paragraphsFontPoints([times(12)], room)
  expect(full).toBeLessThan(8.5)
  expect(full).toBeGreaterThan(5)
})

test('the paper is the region’s own', () => {
  expect(['en-US', 'es-MX', 'fr-CA', 'en-GB', 'de-AT', 'en'].map(paperOf)).toEqual(['Letter', 'Letter', 'Letter', 'A4', 'A4', 'A4'])
  expect(sheetSize('A4', true)).toEqual({ width: 279, height: 191.5 })
  expect([
    isLandscape({ what: 'day', hostId: null }),
    isLandscape({ what: 'day', hostId: 1 }),
    isLandscape({ what: 'week', hostId: 1 }),
  ]).toEqual([true, false, true])
})
