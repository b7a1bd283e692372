import type { GoogleEvent, GoogleEventContent, GoogleMoment } from './event.ts'
import { daysLater, instanceIdOf, instantOf } from './event.ts'

export type NewGoogleEvent = Partial<GoogleEventContent> & Pick<GoogleEventContent, 'summary' | 'start' | 'end'>

/** Repeats on the calendar's clock. */
export interface Recurrence {
  readonly everyDays: number
  readonly times: number
}

interface Series {
  readonly id: string
  readonly iCalUID: string
  readonly recurrence: Recurrence
  readonly content: GoogleEventContent
  readonly createdAtMs: number
}

/** One calendar of one person. Every change counts its version up and is told to `onChange`, once for each call. */
export interface GoogleCalendar {
  readonly id: string
  readonly summary: string
  readonly timeZone: string
  readonly isPrimary: boolean
  /** Of the person whose list it is in. */
  readonly email: string
  version(): number
  /** Events and instances, those that were cancelled and forgotten too. */
  events(): readonly GoogleEvent[]
  find(id: string): GoogleEvent | null
  /** @returns its id */
  add(event: NewGoogleEvent, given?: { readonly id?: string; readonly iCalUID?: string }): string
  /** @returns the ids of its instances, in order */
  addSeries(event: NewGoogleEvent, recurrence: Recurrence): string[]
  /** An event or one instance. One that was cancelled comes back, as when somebody takes it out of the bin. */
  change(id: string, changed: Partial<GoogleEventContent>): void
  /** All instances; their ids go by their start, so a series that is moved has other ones, and those before are cancelled. */
  changeSeries(seriesId: string, changed: Partial<GoogleEventContent>): void
  cancel(id: string, given?: { readonly keepsDetails?: boolean }): void
  cancelSeries(seriesId: string): void
  /** What was cancelled is not even listed as deleted any more; nobody is told. */
  forgetCancelled(): void
}

export interface CalendarParts {
  readonly id: string
  readonly summary: string
  readonly timeZone: string
  readonly isPrimary: boolean
  readonly email: string
  readonly now: () => number
  readonly nextId: (kind: string) => string
  readonly onChange: (calendarId: string) => void
}

const usual = {
  status: 'confirmed',
  attendees: [],
  location: null,
  description: null,
  video: false,
  eventType: 'default',
  organizer: null,
} as const satisfies Partial<GoogleEventContent>

export function createCalendar({ now, nextId, onChange, ...about }: CalendarParts): GoogleCalendar {
  const { id: calendarId, timeZone } = about
  const events = new Map<string, GoogleEvent>()
  const allSeries = new Map<string, Series>()
  let version = 0

  const get = (id: string): GoogleEvent => {
    const event = events.get(id)
    if (event === undefined) throw new Error(`Google's stand-in has no event ${id} in ${calendarId}`)
    return event
  }
  const getSeries = (id: string): Series => {
    const series = allSeries.get(id)
    if (series === undefined) throw new Error(`Google's stand-in has no series ${id} in ${calendarId}`)
    return series
  }
  const put = (event: Omit<GoogleEvent, 'version' | 'updatedAtMs' | 'isForgotten'>): void => {
    version += 1
    events.set(event.id, { ...event, version, updatedAtMs: now(), isForgotten: false })
  }
  const cancel = (event: GoogleEvent, keepsDetails: boolean): void => {
    if (!event.isCancelled) put({ ...event, isCancelled: true, keepsDetails, sequence: event.sequence + 1 })
  }
  const instancesOf = (seriesId: string): GoogleEvent[] => [...events.values()].filter(({ series }) => series?.id === seriesId)

  function putInstances({ id: seriesId, iCalUID, recurrence, content, createdAtMs }: Series): string[] {
    const lengthMs = instantOf(content.end, timeZone) - instantOf(content.start, timeZone)
    return Array.from({ length: recurrence.times }, (_, index) => {
      const days = index * recurrence.everyDays
      const start = daysLater(content.start, days, timeZone)
      const end: GoogleMoment = 'date' in start ? daysLater(content.end, days, timeZone) : { atMs: start.atMs + lengthMs }
      const id = instanceIdOf(seriesId, start)
      const sequence = (events.get(id)?.sequence ?? -1) + 1
      const series = { id: seriesId, originalStart: start }
      put({ id, iCalUID, content: { ...content, start, end }, isCancelled: false, keepsDetails: false, series, createdAtMs, sequence })
      return id
    })
  }

  return {
    ...about,
    version: () => version,
    events: () => [...events.values()],
    find: (id) => events.get(id) ?? null,
    add(event, { id = nextId('event'), iCalUID } = {}) {
      const content = { ...usual, ...event }
      put({
        id,
        iCalUID: iCalUID ?? `${id}@google.com`,
        content,
        isCancelled: false,
        keepsDetails: false,
        series: null,
        createdAtMs: now(),
        sequence: 0,
      })
      onChange(calendarId)
      return id
    },
    addSeries(event, recurrence) {
      const id = nextId('series')
      const series = { id, iCalUID: `${id}@google.com`, recurrence, content: { ...usual, ...event }, createdAtMs: now() }
      allSeries.set(id, series)
      const ids = putInstances(series)
      onChange(calendarId)
      return ids
    },
    change(id, changed) {
      const event = get(id)
      put({ ...event, content: { ...event.content, ...changed }, isCancelled: false, sequence: event.sequence + 1 })
      onChange(calendarId)
    },
    changeSeries(seriesId, changed) {
      const before = getSeries(seriesId)
      const series = { ...before, content: { ...before.content, ...changed } }
      allSeries.set(seriesId, series)
      const ids = new Set(putInstances(series))
      for (const instance of instancesOf(seriesId)) if (!ids.has(instance.id)) cancel(instance, false)
      onChange(calendarId)
    },
    cancel(id, { keepsDetails = false } = {}) {
      cancel(get(id), keepsDetails)
      onChange(calendarId)
    },
    forgetCancelled() {
      for (const event of events.values()) if (event.isCancelled) events.set(event.id, { ...event, isForgotten: true })
    },
    cancelSeries(seriesId) {
      for (const instance of instancesOf(seriesId)) cancel(instance, false)
      onChange(calendarId)
    },
  }
}
