import { z } from 'zod'
import type { GoogleCalendar } from './calendar.ts'
import { errors } from './errors.ts'
import type { GoogleError } from './errors.ts'
import type { GoogleEvent } from './event.ts'
import { instantOf, resourceOf } from './event.ts'

/** How a listing is cut into pages, beside `maxResults`. */
export interface Paging {
  /** At most so many on a page, however many were asked for. */
  readonly most: number
  /** The first page is empty and has a next one: the documentation allows for it. */
  readonly beginsEmpty: boolean
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const texts = z.union([z.string(), z.array(z.string())]).transform((text) => [text].flat())
const querySchema = z.looseObject({
  singleEvents: flag.optional(),
  showDeleted: flag.optional(),
  maxResults: z.coerce.number().int().min(1).max(2500).optional(),
  timeMin: instant.optional(),
  timeMax: instant.optional(),
  updatedMin: instant.optional(),
  orderBy: z.enum(['startTime', 'updated']).optional(),
  q: z.string().optional(),
  iCalUID: z.string().optional(),
  eventTypes: texts.optional(),
  pageToken: z.string().optional(),
  syncToken: z.string().optional(),
})
type Query = z.infer<typeof querySchema>

/** Reference of events.list, `syncToken`: what cannot be told together with it. */
const notWithSyncToken = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMin',
  'timeMax',
  'updatedMin',
] as const
/** What a listing has to have been without to give a sync token. */
const withoutSyncToken = ['iCalUID', 'orderBy', 'q', 'updatedMin'] as const

/** What the tokens carry; opaque to whoever gets them. */
const tokenSchema = z.strictObject({
  kind: z.enum(['sync', 'page']),
  calendarId: z.string(),
  /** What the listing was asked for at first: it has to stay the same. */
  asked: z.string(),
  /** Changes up to this one were told, or are on the pages before. */
  since: z.number(),
  /** Of a page: what the listing's sync token will remember, where it goes on, and whether it tells changes. */
  upTo: z.number(),
  offset: z.string(),
  incremental: z.boolean(),
  epoch: z.number(),
})
type Token = z.infer<typeof tokenSchema>

export interface Listing {
  readonly calendar: GoogleCalendar
  /** Tokens of an earlier one have expired. */
  readonly epoch: number
  readonly paging: Paging
}

/** Google Calendar's events.list. */
export function listEvents(given: unknown, { calendar, epoch, paging }: Listing): GoogleError | object {
  const parsed = querySchema.safeParse(given)
  if (!parsed.success) return errors.invalid(String(parsed.error.issues[0]?.path[0]), 'Invalid Value')
  const query = parsed.data
  const token = tokenOf(query.pageToken ?? query.syncToken, calendar.id)
  if (token === 'unreadable' || (token !== null && token.kind !== (query.pageToken === undefined ? 'sync' : 'page'))) {
    return query.pageToken === undefined ? errors.gone : errors.invalid('pageToken', 'Invalid page token value.')
  }
  const refusal = refusalOf(query)
  if (refusal !== null) return refusal
  const asked = askedOf(query)
  if (token !== null && token.asked !== asked) return errors.badRequest('Sync token cannot be used with different parameters')
  if (token !== null && (token.kind === 'sync' || token.incremental) && token.epoch !== epoch) return errors.gone

  const incremental = token !== null && (token.kind === 'sync' || token.incremental)
  const upTo = token?.kind === 'page' ? token.upTo : calendar.version()
  const since = token?.since ?? 0
  const offset = token?.kind === 'page' ? token.offset : ''
  const isFirst = token?.kind !== 'page'

  const all = calendar
    .events()
    .filter(({ isForgotten }) => !isForgotten)
    .filter((event) => (incremental ? event.version > since : (query.showDeleted ?? false) || !event.isCancelled))
    .filter((event) => isAskedFor(event, query, calendar.timeZone))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .filter(({ id }) => id > offset)
  const size = isFirst && paging.beginsEmpty ? 0 : Math.min(query.maxResults ?? 250, paging.most)
  const items = all.slice(0, size)
  const next = {
    calendarId: calendar.id,
    asked,
    since,
    upTo,
    offset: items.at(-1)?.id ?? offset,
    incremental,
    // Of when the listing began: what expired while it was read has expired for its sync token, too.
    epoch: token?.kind === 'page' ? token.epoch : epoch,
  }
  const isLast = items.length === all.length && size > 0
  return {
    kind: 'calendar#events',
    etag: `"p${calendar.version()}"`,
    summary: calendar.summary,
    updated: new Date(Math.max(0, ...calendar.events().map(({ updatedAtMs }) => updatedAtMs))).toISOString(),
    timeZone: calendar.timeZone,
    accessRole: 'owner',
    defaultReminders: [],
    ...(!isLast && { nextPageToken: textOf({ ...next, kind: 'page' }) }),
    ...(isLast &&
      withoutSyncToken.every((name) => query[name] === undefined) && { nextSyncToken: textOf({ ...next, kind: 'sync', since: upTo }) }),
    items: items.map((event) => resourceOf(event, calendar)),
  }
}

function refusalOf(query: Query): GoogleError | null {
  if (query.singleEvents !== true) return errors.badRequest("Google's stand-in expands series only: ask with singleEvents=true.")
  if (query.timeMin !== undefined && query.timeMax !== undefined && query.timeMax <= query.timeMin) {
    return errors.badRequest('The specified time range is empty.')
  }
  if (query.syncToken === undefined) return null
  const forbidden = notWithSyncToken.find((name) => query[name] !== undefined)
  if (forbidden !== undefined) return errors.badRequest(`Sync token cannot be used with ${forbidden}`)
  return query.showDeleted === false ? errors.badRequest('Deleted entries cannot be hidden while a sync token is used') : null
}

/** Everything besides the tokens, the page's size, and what may only be told the first time. */
function askedOf({ singleEvents, eventTypes }: Query): string {
  return JSON.stringify({ singleEvents, eventTypes })
}

function isAskedFor(event: GoogleEvent, query: Query, timeZone: string): boolean {
  const { content } = event
  if (query.eventTypes !== undefined && !query.eventTypes.includes(content.eventType)) return false
  if (query.iCalUID !== undefined && event.iCalUID !== query.iCalUID) return false
  if (query.updatedMin !== undefined && event.updatedAtMs < query.updatedMin) return false
  if (query.q !== undefined && !content.summary.toLowerCase().includes(query.q.toLowerCase())) return false
  if (query.timeMin !== undefined && instantOf(content.end, timeZone) <= query.timeMin) return false
  return query.timeMax === undefined || instantOf(content.start, timeZone) < query.timeMax
}

function tokenOf(text: string | undefined, calendarId: string): Token | 'unreadable' | null {
  if (text === undefined) return null
  try {
    const token = tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return token.calendarId === calendarId ? token : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function textOf(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}
