import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import type { Settings } from '../../shared/settings.ts'
import { createTranslator, languageFor } from '../../shared/messages/translator.ts'
import { findRevisedAppointment, listFeedAppointments, wordedAtMs, type RevisedAppointment } from '../store/feed-appointments.ts'
import type { FeedRow } from '../store/feeds.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { disclosureOf, eventOf } from './event-of.ts'
import { icsOf, icsParts } from './ics.ts'

/** What a feed is at this moment, for a cache on the way to judge by. */
export interface FeedVersion {
  readonly etag: string
  /** Whole seconds, as HTTP tells them. */
  readonly modifiedAtMs: number
  /** False: something else was served that said it was of the same second. */
  readonly isDateEnough: boolean
}

export interface FeedWriter {
  /** Null: it would have to be written to know. */
  known(feed: FeedRow): FeedVersion | null
  write(feed: FeedRow): Promise<{ readonly text: string; readonly version: FeedVersion }>
  /** One appointment as a file, with who and where. Null: its start is not known. */
  writeOne(appointment: RevisedAppointment): string | null
}

export const daysBack = 60
export const daysAhead = 400
/** More than any office has in such a time; Outlook and Google take their time over more. */
export const mostEvents = 5_000
/** Written in one go: a few milliseconds, so that a delivery never waits for a phone. */
const atOnce = 10

/** What is in an event, beside the feed's own settings. */
const topicsWithin = ['appointments', 'clients', 'hosts', 'settings'] as const

/** The days that a feed has, on the office's clock: they move at midnight and not with every request. */
export function feedSpan(nowMs: number, timeZone: string): { readonly fromMs: number; readonly nowMs: number; readonly toMs: number } {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate()
  // By dates: where clocks skip midnight today, other days begin earlier.
  const beginOf = (date: Temporal.PlainDate): number => date.toZonedDateTime(timeZone).epochMilliseconds
  return {
    fromMs: beginOf(today.subtract({ days: daysBack })),
    nowMs: beginOf(today),
    toMs: beginOf(today.add({ days: daysAhead })),
  }
}

/** Writes feeds, and remembers of each which version it last was; never what is in it. */
export function createFeedWriter({
  store,
  writer,
  settings,
  locale,
  now,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly settings: () => Settings
  /** Of the system, BCP 47. */
  readonly locale: string
  readonly now: () => number
}): FeedWriter {
  let revision = 0
  writer.afterCommit(({ topics }) => {
    if (topicsWithin.some((topic) => topics.includes(topic))) revision += 1
  })
  const versions = new Map<number, FeedVersion & { readonly state: string }>()
  const underWay = new Map<string, ReturnType<FeedWriter['write']>>()

  /** Two that are alike give the same bytes. */
  function stateOf({ id, name, detail, filter }: FeedRow): string {
    return JSON.stringify([id, name, detail, filter, revision, feedSpan(now(), settings().timeZone).fromMs])
  }

  function wording() {
    const { timeZone, language } = settings()
    return { timeZone, t: createTranslator(languageFor(language, locale)).t }
  }

  async function write(feed: FeedRow, state: string): ReturnType<FeedWriter['write']> {
    const { timeZone, t } = wording()
    const ids = listFeedAppointments(store.read, feed.filter, { ...feedSpan(now(), timeZone), limit: mostEvents })
    const sinceMs = wordedAtMs(store.read, feed.id)
    function* events() {
      for (const id of ids) {
        const appointment = findRevisedAppointment(store.read, id, disclosureOf(feed.detail), sinceMs)
        // Removed while those before it were written.
        const event = appointment && eventOf(appointment, { detail: feed.detail, t, timeZone })
        if (event !== null) yield event
      }
    }
    const digest = createHash('sha256')
    const parts: string[] = []
    for (const part of icsParts(events(), { name: feed.name, timeZone })) {
      digest.update(part)
      if (parts.push(part) % atOnce === 0) await setImmediate()
    }
    const version = versionOf(versions.get(feed.id), `"${digest.digest('base64url')}"`, Math.floor(now() / 1000) * 1000)
    versions.set(feed.id, { ...version, state })
    return { text: parts.join(''), version }
  }

  return {
    known(feed) {
      const version = versions.get(feed.id)
      return version?.state === stateOf(feed) ? version : null
    },
    write(feed) {
      const state = stateOf(feed)
      const writing = underWay.get(state) ?? write(feed, state).finally(() => underWay.delete(state))
      underWay.set(state, writing)
      return writing
    },
    writeOne: (appointment) => icsOf(appointment, { detail: 'names', ...wording() }),
  }
}

function versionOf(before: FeedVersion | undefined, etag: string, nowMs: number): FeedVersion {
  if (before?.etag === etag) return { etag, modifiedAtMs: before.modifiedAtMs, isDateEnough: before.isDateEnough }
  // A clock that went back must not make what is new look old.
  const modifiedAtMs = Math.max(nowMs, before?.modifiedAtMs ?? nowMs)
  return { etag, modifiedAtMs, isDateEnough: modifiedAtMs !== before?.modifiedAtMs }
}
