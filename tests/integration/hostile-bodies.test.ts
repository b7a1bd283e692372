import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { SigningProviderId } from '../../src/shared/words.ts'
import { answersTo, authentic, countAppointments, openHostileDesk } from './hostile-desk.ts'

const { port, desk, entries } = openHostileDesk()
type Json = Record<string, unknown>
const fixture = (path: string) => JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as Json

interface Subject {
  readonly provider: SigningProviderId
  readonly sample: Json
  /** What is told of bytes that are no JSON, and of JSON of the wrong shape. */
  readonly notJson: number
  readonly misshapen: number
  readonly taken: number
}

const subjects: Subject[] = [
  { provider: 'calendly', sample: fixture('calendly/composed-invitee-created.json'), notJson: 202, misshapen: 202, taken: 200 },
  { provider: 'cal-com', sample: fixture('cal-com/docs-booking-created-2021-10-20.json'), notJson: 202, misshapen: 202, taken: 200 },
  { provider: 'smart-scheduler', sample: fixture('smart-scheduler/composed-created.json'), notJson: 400, misshapen: 422, taken: 200 },
  { provider: 'healthcare', sample: fixture('healthcare/brief-scenario-1-scheduled.json'), notJson: 400, misshapen: 422, taken: 201 },
]

const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

/** Bytes that are no JSON, or more of it than anybody sends. */
const notJson: [string, (text: string) => string | Buffer][] = [
  ['nothing', () => ''],
  ['blanks', () => ' \r\n\t '],
  ['a mark of byte order before it', (text) => `\ufeff${text}`],
  ['UTF-16', utf16],
  ['UTF-32', (text) => Buffer.from([...text].flatMap((char) => [char.charCodeAt(0), 0, 0, 0]))],
  ['bytes that are no UTF-8', (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])])],
  ['an overlong form', (text) => Buffer.concat([Buffer.from([0xc0, 0xaf]), Buffer.from(text)])],
  ['half a character as bytes', (text) => Buffer.concat([Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(text)])],
  ['a NUL after it', (text) => `${text}\0`],
  ['a NUL before it', (text) => `\0${text}`],
  ['a control character inside a text', () => '{"event":"a\u0001b"}'],
  ['the first half', (text) => text.slice(0, text.length / 2)],
  ['itself twice', (text) => text + text],
  ['a comma at the end', (text) => text.replace(/\}\s*$/, ',}')],
  ['single quotes', (text) => text.replaceAll('"', "'")],
  ['a comment', (text) => `/* */${text}`],
  ['NaN', () => '{"event":NaN}'],
  ['Infinity', () => '[Infinity]'],
  ['undefined', () => 'undefined'],
  ['a number in hex', () => '{"a":0x10}'],
  ['a number with a nought before it', () => '{"a":010}'],
  ['a call', (text) => `callback(${text})`],
  ['a guard before it', (text) => `)]}',\n${text}`],
  ['a form', () => 'event=invitee.created&payload=%7B%7D'],
  ['XML with an entity', () => '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
  ['YAML', () => 'event: !!js/function "x"'],
  ['zipped bytes', () => Buffer.from('1f8b0800000000000003', 'hex')],
  ['33 lists in one another', () => '['.repeat(33) + ']'.repeat(33)],
  ['100,000 lists in one another', () => '['.repeat(100_000)],
  ['40,000 objects in one another', () => '{"a":'.repeat(40_000)],
  ['256 KiB of quotes', () => '"'.repeat(256 * 1024 - 1)],
  ['256 KiB of backslashes', () => `"${'\\'.repeat(256 * 1024 - 2)}`],
]

/** JSON, but not of the shape. */
const misshapen: [string, string][] = [
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '1e400'],
  ['a text', '"invitee.created"'],
  ['an empty list', '[]'],
  ['a list of objects', '[{}]'],
  ['an empty object', '{}'],
  ['half of a character', '{"\\ud800":"\\udfff"}'],
  ['the prototype', '{"__proto__":{"event":"x","event_type":"x","triggerEvent":"x"}}'],
  ['the constructor', '{"constructor":{"prototype":{"event":"x"}},"toString":null,"hasOwnProperty":1}'],
  ['a number for every member', '{"event":1,"event_type":1,"triggerEvent":1,"type":1,"payload":1}'],
  ['a list for every member', '{"event":[],"event_type":[],"triggerEvent":[],"type":[],"payload":[]}'],
  ['fifteen thousand members', `{${Array.from({ length: 15_000 }, (_, n) => `"a${n}":${n}`).join()}}`],
]

/** What has to be there in a provider's body, by its path. */
const needed: Record<SigningProviderId, readonly (readonly string[])[]> = {
  calendly: [['event'], ['payload'], ['payload', 'uri'], ['payload', 'scheduled_event', 'start_time']],
  'cal-com': [['triggerEvent'], ['payload'], ['payload', 'uid'], ['payload', 'startTime']],
  'smart-scheduler': [
    ['event'],
    ['appointment'],
    ['appointment', 'id'],
    ['appointment', 'scheduledAt'],
    ['appointment', 'duration'],
    ['appointment', 'client'],
    ['appointment', 'client', 'email'],
    ['appointment', 'host'],
    ['appointment', 'host', 'email'],
  ],
  healthcare: [['event_type'], ['appointment_id'], ['patient_id'], ['timestamp']],
}

const absent = Symbol('absent')
const wrongValues: [string, unknown][] = [
  ['missing', absent],
  ['null', null],
  ['true', true],
  ['a number with a fraction', -1.5],
  ['a number beyond all integers', 1e308],
  ['empty', ''],
  ['a list', ['a']],
  ['a list of itself', [[[[]]]]],
  ['an object', { $gt: '' }],
  ['a prototype', JSON.parse('{"__proto__":{"x":1},"constructor":"x"}')],
]

const wrongDates: unknown[] = [
  'yesterday',
  '2026-02-30T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-01-01T25:00:00Z',
  '2026-01-01T10:00:00+99:00',
  '+275761-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '99999-01-01T00:00:00Z',
  '1',
  'Z',
  '2026-01-01T10:00:00Z; DROP TABLE appointments',
]

function changed(sample: Json, path: readonly string[], value: unknown): Json {
  const copy = structuredClone(sample)
  const holder = path.slice(0, -1).reduce<Json>((at, name) => at[name] as Json, copy)
  if (value === absent) delete holder[path.at(-1)!]
  else holder[path.at(-1)!] = value
  return copy
}

const dateOf: Record<SigningProviderId, readonly string[]> = {
  calendly: ['payload', 'scheduled_event', 'start_time'],
  'cal-com': ['payload', 'startTime'],
  'smart-scheduler': ['appointment', 'scheduledAt'],
  healthcare: ['timestamp'],
}

describe.each(subjects)('an authentic body of $provider', ({ provider, sample, notJson: unread, misshapen: misread }) => {
  test.each(notJson)('that is %s', async (_name, spoil) => {
    expect(await answersTo(port(), () => authentic(provider, spoil(JSON.stringify(sample))))).toEqual([unread])
    expect(await countAppointments(desk())).toBe(0)
  })

  test.each(misshapen)('that is JSON and %s', async (_name, text) => {
    expect(await answersTo(port(), () => authentic(provider, text))).toEqual([misread])
    expect(await countAppointments(desk())).toBe(0)
  })

  const fields = needed[provider].flatMap((path) => wrongValues.map(([what, value]) => [path.join('.'), what, path, value] as const))
  test.each(fields)('whose %s is %s', async (_path, _what, path, value) => {
    expect(await answersTo(port(), () => authentic(provider, JSON.stringify(changed(sample, path, value))))).toEqual([misread])
    expect(await countAppointments(desk())).toBe(0)
  })

  test.each(wrongDates)('whose start is %j', async (date) => {
    expect(await answersTo(port(), () => authentic(provider, JSON.stringify(changed(sample, dateOf[provider], date))))).toEqual([misread])
    expect(await countAppointments(desk())).toBe(0)
  })
})

test.each(subjects)('a body of $provider as it should be is taken, whatever else is in it', async ({ provider, sample, taken }) => {
  const before = await countAppointments(desk())
  const more = JSON.stringify({ ...sample, toString: 'x', valueOf: { a: [null] }, '': 0 })
  const twice = more.replace('{', '{"event":"first of two","__proto__":{"polluted":true},')
  expect(await answersTo(port(), () => authentic(provider, twice))).toEqual([taken])
  expect([(await countAppointments(desk())) - before, ({} as Json)['polluted']]).toEqual([1, undefined])
})

test('nothing of it was a fault of ours', () => {
  expect(entries.filter(({ level }) => level === 'error')).toEqual([])
})
