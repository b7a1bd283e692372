import ICAL from 'ical.js'
import { sync as nodeIcal } from 'node-ical'
import { expect } from 'vitest'

/** An event as two parsers that know nothing of one another read it; they have to agree. */
export interface ReadEvent {
  readonly uid: string
  readonly sequence: number
  readonly summary: string
  /** An instant in UTC, or the date of a whole day. */
  readonly start: string
  readonly end: string
  readonly status: string
  readonly isAllDay: boolean
  readonly description: string | null
  readonly location: string | null
  readonly url: string | null
}

/** Fetches a feed, which has to be well formed. */
export async function icsAt(url: string): Promise<ReadEvent[]> {
  const response = await fetch(url)
  expect(response.status).toBe(200)
  return readIcs(await response.text())
}

/** By start. Lines have to be of at most 75 octets and to end with CRLF: RFC 5545, 3.1. */
export function readIcs(text: string): ReadEvent[] {
  expect(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  const one = readByIcalJs(text)
  expect(readByNodeIcal(text)).toEqual(one)
  return one
}

const byStart = (a: ReadEvent, b: ReadEvent): number => a.start.localeCompare(b.start) || a.uid.localeCompare(b.uid)

/** By one of them, for what the other one takes too long over. */
export function readByIcalJs(text: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  return calendar
    .getAllSubcomponents('vevent')
    .map((component) => {
      // Else it looks for exceptions of each among all the others.
      const event = new ICAL.Event(component, { strictExceptions: true, exceptions: [] })
      const told = (name: string): string | null => component.getFirstPropertyValue(name)?.toString() ?? null
      const isAllDay = event.startDate.isDate
      const instant = (time: ICAL.Time): string => (isAllDay ? time.toString() : time.toJSDate().toISOString())
      return {
        uid: event.uid,
        sequence: event.sequence,
        summary: event.summary,
        start: instant(event.startDate),
        end: instant(event.endDate),
        status: String(told('status')),
        isAllDay,
        description: told('description'),
        location: told('location'),
        url: told('url'),
      }
    })
    .toSorted(byStart)
}

/** It may give a value with its parameters. */
function plain(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'val' in value ? String(value.val) : null
}

function readByNodeIcal(text: string): ReadEvent[] {
  return Object.values(nodeIcal.parseICS(text))
    .flatMap((component) => (component?.type === 'VEVENT' ? [component] : []))
    .map((event) => {
      const isAllDay = event.datetype === 'date'
      // It takes a whole day's date for one of the machine's own zone.
      const day = (date: Date): string =>
        [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
      const instant = (date: Date | undefined): string =>
        date === undefined ? 'none' : isAllDay ? day(date) : new Date(date.getTime()).toISOString()
      return {
        uid: event.uid,
        sequence: Number(event.sequence),
        summary: String(plain(event.summary)),
        start: instant(event.start),
        end: instant(event.end),
        status: String(event.status),
        isAllDay,
        description: plain(event.description),
        location: plain(event.location),
        url: plain(event.url),
      }
    })
    .toSorted(byStart)
}
