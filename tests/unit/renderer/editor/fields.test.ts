import { describe, expect, test } from 'vitest'
import {
  draftOf,
  endsNextDay,
  errorsOf,
  lastDay,
  newFields,
  spanOfFields,
  timesOf,
  withFrom,
} from '../../../../src/renderer/editor/fields.ts'
import type { Fields } from '../../../../src/renderer/editor/fields.ts'

const berlin = 'Europe/Berlin'
const at = (iso: string): number => Date.parse(iso)
const span = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) })
const empty = newFields({ ...span('2024-11-21T14:00+01:00', '2024-11-21T14:30+01:00'), hostId: 7 }, berlin)
const fields = (members: Partial<Fields> = {}): Fields => ({ ...empty, name: 'Jane Doe', ...members })

test('a marked slot stands in the form on the office’s clock, and means the same instants again', () => {
  expect([empty.day, empty.from, empty.to, empty.hostId]).toEqual(['2024-11-21', '14:00', '14:30', 7])
  expect(spanOfFields(empty, berlin)).toEqual(span('2024-11-21T14:00+01:00', '2024-11-21T14:30+01:00'))
})

describe('times', () => {
  test('an end before the start is on the day after, midnight is the end of the day', () => {
    expect(spanOfFields(fields({ from: '23:30', to: '00:30' }), berlin)).toEqual(span('2024-11-21T23:30+01:00', '2024-11-22T00:30+01:00'))
    expect(spanOfFields(fields({ from: '23:30', to: '00:00' }), berlin)).toEqual(span('2024-11-21T23:30+01:00', '2024-11-22T00:00+01:00'))
    expect(['00:30', '00:00', '23:45'].map((to) => endsNextDay({ from: '23:30', to }))).toEqual([true, false, false])
  })

  test('in the hour shown twice an appointment stays where it is until somebody touches its times', () => {
    const second = span('2024-10-27T02:15+01:00', '2024-10-27T02:45+01:00')
    const shown = fields(timesOf(second, berlin))
    expect(spanOfFields(shown, berlin, second)).toEqual(second)
    expect(spanOfFields({ ...shown, to: '02:30' }, berlin, second)).toEqual(span('2024-10-27T02:15+02:00', '2024-10-27T02:30+02:00'))
  })

  test('another beginning takes the end along, also over midnight', () => {
    expect([withFrom(fields(), '15:10').to, withFrom(fields(), '23:45').to, withFrom(fields(), '').to]).toEqual(['15:40', '00:15', '14:30'])
  })

  test('a missing time, or twice the same, is no span and an error at its field', () => {
    const wrong = [fields({ from: '' }), fields({ to: '14:00' })]
    expect(wrong.map((each) => [spanOfFields(each, berlin), Object.keys(errorsOf(each))])).toEqual([
      [null, ['from']],
      [null, ['to']],
    ])
  })

  test('the last of the weeks is counted on the calendar', () => {
    expect(lastDay({ day: '2024-03-27', weeks: 3 })).toBe('2024-04-10')
  })
})

describe('who it is for', () => {
  test.each<[string, Partial<Fields>, string[]]>([
    ['nobody and no title', { name: '' }, ['name']],
    ['a title alone', { name: '', title: 'Team lunch' }, []],
    ['a title and an e-mail without a name', { name: '', title: 'Lunch', email: 'jane@example.com' }, ['name']],
    ['an e-mail that is none', { email: 'jane@' }, ['email']],
    ['somebody we know, whatever was typed before', { name: '', email: '', client: { id: 1, name: null, email: null, phone: null } }, []],
    ['too many weeks', { weeks: 53 }, ['weeks']],
  ])('%s', (_what, members, expected) => {
    expect(Object.keys(errorsOf(fields(members)))).toEqual(expected)
  })
})

describe('what the desk is told', () => {
  const when = span('2024-11-21T14:00+01:00', '2024-11-21T14:30+01:00')

  test('blanks are nothing, a video link is a link, any other place is text', () => {
    const video = draftOf(fields({ placeKind: 'video', place: ' https://meet.example/a ', email: ' ', notes: ' ' }), when)
    expect(video).toEqual({
      type: 'consultation',
      title: null,
      ...when,
      hostId: 7,
      client: { name: 'Jane Doe', email: null, phone: null },
      location: { kind: 'video', text: null, url: 'https://meet.example/a' },
      notes: null,
    })
    expect(draftOf(fields({ placeKind: 'place', place: 'https://meet.example/a' }), when).location).toEqual({
      kind: 'place',
      text: 'https://meet.example/a',
      url: null,
    })
  })

  test('a link that is not of the web stays text', () => {
    expect(draftOf(fields({ placeKind: 'video', place: 'javascript:alert(1)' }), when).location).toEqual({
      kind: 'video',
      text: 'javascript:alert(1)',
      url: null,
    })
  })

  test('somebody we know is told by their id', () => {
    const known = fields({ client: { id: 9, name: 'Jane', email: null, phone: null } })
    expect(draftOf(known, when).client).toEqual({ id: 9 })
  })
})
