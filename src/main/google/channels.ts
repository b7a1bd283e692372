import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { findGoogleAccount } from '../store/google-accounts.ts'
import { findGoogleCalendar, listGoogleCalendars, type GoogleCalendarRow } from '../store/google-calendars.ts'
import {
  insertGoogleChannel,
  listGoogleChannels,
  markChannelRetired,
  markChannelWatched,
  removeGoogleChannel,
  type GoogleChannelRow,
} from '../store/google-channels.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Accounts } from './accounts.ts'
import { isNotFound, isRefused, outcomeOf } from './failure.ts'

/** Where Google posts its notifications. */
export const notificationPath = '/api/calendar/webhook'

export interface ChannelsParts {
  readonly store: Store
  readonly writer: Writer
  readonly accounts: Accounts
  /** Without a path; null: Google cannot reach us, for there is none, or none by https. Undefined: a tunnel has not told its own yet. */
  readonly publicUrl: () => string | null | undefined
  readonly now: () => number
  /** Aborted when the desk closes. */
  readonly signal: AbortSignal
}

export interface Looked {
  /** New ones, where there was none that counts, and in place of those that had gone four fifths of their way. */
  readonly registered: number
  /** Of `registered`: those of calendars that Google had told nothing about for a while. */
  readonly begun: readonly number[]
  /** The address is another one than it was. */
  readonly moved: number
  readonly failed: number
}

export interface Channels {
  /** The one through which Google tells of a calendar's news; null: none that is alive and points to us. */
  liveOf(calendarId: number): GoogleChannelRow | null
  /**
   * Registers what is missing, renews what is old, stops what nobody wants. One at a time; what fails is tried again by the next call after
   * five minutes, or at once when `isAskedFor`.
   */
  lookAfter(options?: { readonly isAskedFor?: boolean }): Promise<Looked>
  /** As far as Google is reached; else they end by themselves. */
  stopAll(accountId: number): Promise<void>
  /** Settles when nothing is under way. */
  idle(): Promise<void>
}

const renewedAt = 0.8
/** The default of Google's `params.ttl`, and what it gives where it says nothing. */
const weekMs = 604_800_000
const restMs = 5 * 60_000
/** Of a `watch` whose answer got lost: as long as its first notification could still tell that it worked. */
const unansweredMs = 24 * 3_600_000

export function createChannels({ store, writer, accounts, publicUrl, now, signal }: ChannelsParts): Channels {
  let last: Promise<unknown> = Promise.resolve()
  let restUntilMs = Number.NEGATIVE_INFINITY

  const address = (): string | null => {
    const url = publicUrl()
    return url == null ? null : `${url}${notificationPath}`
  }
  const isAlive = (channel: GoogleChannelRow): boolean =>
    channel.retiredAtMs === null && channel.resourceId !== null && channel.expiresAtMs !== null && channel.expiresAtMs > now()
  const isOld = ({ createdAtMs, expiresAtMs }: GoogleChannelRow): boolean =>
    expiresAtMs !== null && now() >= createdAtMs + renewedAt * (expiresAtMs - createdAtMs)

  /** The youngest: during a renewal there are two. */
  function liveOf(calendarId: number): GoogleChannelRow | null {
    const present = address()
    return (
      listGoogleChannels(store.read).findLast((one) => one.calendarId === calendarId && one.address === present && isAlive(one)) ?? null
    )
  }

  function isFollowed({ followed, accountId }: GoogleCalendarRow): boolean {
    const account = findGoogleAccount(store.read, accountId)
    return followed && account !== null && accounts.stateOf(account) === 'ready'
  }

  async function register(calendar: GoogleCalendarRow, to: string): Promise<void> {
    const id = randomUUID()
    const token = randomBytes(32).toString('base64url')
    const tokenSha256 = createHash('sha256').update(token).digest()
    await writer.submit((db) => insertGoogleChannel(db, { id, calendarId: calendar.id, tokenSha256, address: to, createdAtMs: now() }))
    try {
      const api = await accounts.apiOf(calendar.accountId)
      const { data } = await api.calendar.events.watch(
        {
          calendarId: calendar.calendarId,
          requestBody: { id, type: 'web_hook', address: to, token, params: { ttl: String(weekMs / 1_000) } },
        },
        { signal },
      )
      const { resourceId } = data
      if (!resourceId) throw new Error('Google told no resource id of a channel.')
      // A number or its text.
      const expiresAtMs = Number(data.expiration) || now() + weekMs
      await writer.submit((db, notes) => {
        markChannelWatched(db, id, { resourceId, expiresAtMs })
        notes.topic('connections')
      })
    } catch (error) {
      // Where nobody knows whether it worked, the row stays: the channel's first notification would tell.
      if (isRefused(error) || outcomeOf(error) === 'vault') await writer.submit((db) => removeGoogleChannel(db, id))
      throw error
    }
  }

  /** @param mayAsk false: only what has ended by itself goes. */
  async function stop(channel: GoogleChannelRow, mayAsk: boolean): Promise<void> {
    const { id, calendarId, resourceId, createdAtMs, expiresAtMs } = channel
    const isOver = resourceId === null ? now() > createdAtMs + unansweredMs : expiresAtMs !== null && expiresAtMs <= now()
    const accountId = findGoogleCalendar(store.read, calendarId)?.accountId
    if (!isOver) {
      if (!mayAsk || resourceId === null || accountId === undefined) return
      try {
        const { calendar } = await accounts.apiOf(accountId)
        await calendar.channels.stop({ requestBody: { id, resourceId } }, { signal })
      } catch (error) {
        // Tried again later, until it ends by itself.
        if (!isNotFound(error)) return void (restUntilMs = now() + restMs)
      }
    }
    await writer.submit((db, notes) => {
      removeGoogleChannel(db, id)
      notes.topic('connections')
    })
  }

  function retire(channel: GoogleChannelRow): Promise<void> {
    return writer.submit((db, notes) => {
      markChannelRetired(db, channel.id, now())
      notes.topic('connections')
    })
  }

  async function look(isAskedFor: boolean): Promise<Looked> {
    const looked = { registered: 0, begun: [] as number[], moved: 0, failed: 0 }
    // What is registered may well point to it.
    if (publicUrl() === undefined) return looked
    const to = address()
    const mayTry = isAskedFor || now() >= restUntilMs
    const wanted = to === null ? [] : listGoogleCalendars(store.read).filter(isFollowed)
    for (const calendar of wanted) {
      const live = liveOf(calendar.id)
      if (!mayTry || to === null || (live !== null && !isOld(live))) continue
      try {
        await register(calendar, to)
        looked.registered += 1
        if (live === null) looked.begun.push(calendar.id)
        if (pointsElsewhere(calendar.id, to)) looked.moved += 1
      } catch (error) {
        const outcome = await accounts.judge(calendar.accountId, error)
        looked.failed += 1
        restUntilMs = now() + restMs
        if (outcome === 'offline') break
      }
    }
    if (looked.failed === 0 && mayTry) restUntilMs = Number.NEGATIVE_INFINITY
    await retireOthers(new Set(wanted.map(({ id }) => id)), mayTry)
    return looked
  }

  const pointsElsewhere = (calendarId: number, to: string): boolean =>
    listGoogleChannels(store.read).some((channel) => channel.calendarId === calendarId && channel.address !== to && isAlive(channel))

  /** Only what is replaced by one that is alive, or what nobody wants. */
  async function retireOthers(wanted: ReadonlySet<number>, mayTry: boolean): Promise<void> {
    const to = address()
    for (const channel of listGoogleChannels(store.read)) {
      const live = liveOf(channel.calendarId)
      const isWanted = wanted.has(channel.calendarId) && channel.address === to
      const isReplaced = live !== null && live.id !== channel.id
      const isWaited = channel.resourceId === null && now() <= channel.createdAtMs + unansweredMs
      // The old address may still be one of ours: it is given up once the new one works.
      const isMoving = wanted.has(channel.calendarId) && channel.address !== to && live === null && isAlive(channel)
      if (channel.retiredAtMs === null && (isReplaced ? !isWaited : !isWanted && !isMoving)) await retire(channel)
      else if (channel.retiredAtMs === null && (isAlive(channel) || isWaited)) continue
      await stop(channel, mayTry)
    }
  }

  /** One after the other: two at once would register everything twice. */
  function inTurn<T>(deed: () => Promise<T>): Promise<T> {
    const turn = last.then(() => {
      signal.throwIfAborted()
      return deed()
    })
    // Whoever asked hears of it.
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    liveOf,
    async idle() {
      await last
    },
    lookAfter: ({ isAskedFor = false } = {}) => inTurn(() => look(isAskedFor)),
    stopAll: (accountId) =>
      inTurn(async () => {
        for (const channel of listGoogleChannels(store.read)) {
          if (findGoogleCalendar(store.read, channel.calendarId)?.accountId !== accountId) continue
          await retire(channel)
          await stop(channel, true)
        }
      }),
  }
}
