import type { Google } from '../../shared/contract/google.ts'
import type { Settings } from '../../shared/settings.ts'
import { createTranslator, languageFor } from '../../shared/messages/translator.ts'
import type { ReadCause, ReadOutcome } from '../../shared/words.ts'
import type { ReadResult, Reader } from '../pull/reader.ts'
import { listGoogleAccounts } from '../store/google-accounts.ts'
import { listGoogleCalendars } from '../store/google-calendars.ts'
import type { Store } from '../store/open.ts'
import { pruneReadings } from '../store/readings.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { createAccounts } from './accounts.ts'
import type { GoogleWeb } from './api.ts'
import { createChannels, type Looked } from './channels.ts'
import { createDeeds, type Deeds } from './deeds.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import { createQueue } from './queue.ts'
import { composeSignInPage } from './sign-in-page.ts'
import { createSignIn } from './sign-in.ts'
import { describeGoogle, pollMinutes } from './state.ts'
import { syncCalendar, type SyncOrder, type SyncResult } from './sync-calendar.ts'

export interface GoogleParts extends GoogleWeb {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly settings: () => Settings
  /** Under which Google reaches us, without a path; null: there is none. Undefined: a tunnel has not told its own yet. */
  readonly publicUrl: () => string | null | undefined
  readonly openExternal: (url: string) => Promise<void>
  readonly locale: string
  readonly now: () => number
  /** Something of Google's card is different, without a commit that says so. */
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
  /** Has all calendars read by whoever knows what a gap owes; absent: they are read here. */
  readonly requestReading?: (cause: ReadCause) => Promise<unknown>
  /** Milliseconds in which notifications are gathered before their calendar is read; Google often sends several for one change. */
  readonly gatherMs?: number
}

/** Google Calendar: signing in, reading calendars, and the channels through which Google tells of news. */
export interface GoogleDesk extends Deeds {
  readonly reader: Reader
  readonly notifications: Notifications
  state(): Google
  /** How long the schedule rests between two readings: shorter where Google does not tell of news. */
  everyMs(): number
  /** Reads what is new, of one calendar or of all that are followed. Never rejects. */
  sync(calendarId: number | null, cause: ReadCause): Promise<{ readonly outcome: ReadOutcome; readonly changed: number }>
  /** Registers, renews and stops channels. Rejects where the store does. */
  lookAfterChannels(options?: { readonly isAskedFor?: boolean }): Promise<Looked>
  /** About every half minute: what has waited too long, or is due, is seen to. */
  tick(): void
  /** Cuts off what is read, between two changes. Before the store is closed. */
  close(): Promise<void>
}

const usualEveryMs = 15 * 60_000
const dayMs = 86_400_000
/** Of those that changed nothing. */
const readingsKeptDays = 30

export function openGoogle(parts: GoogleParts): GoogleDesk {
  const { store, writer, now, onFailure } = parts
  const aborting = new AbortController()
  const gathering = new Map<number, NodeJS.Timeout>()
  let prunedAtMs = Number.NEGATIVE_INFINITY
  const accounts = createAccounts(parts)
  const channels = createChannels({ ...parts, accounts, publicUrl: httpsUrl, signal: aborting.signal })
  const queue = createQueue<number, SyncOrder, SyncResult>(
    (calendarId, order) => syncCalendar({ ...parts, accounts }, calendarId, order),
    // The newest cause is what people look for; a notification is named wherever there was one.
    (earlier, later) => ({ ...later, deliveryId: earlier.deliveryId ?? later.deliveryId }),
  )
  const signIn = createSignIn({
    ...parts,
    compose(page) {
      const language = languageFor(parts.settings().language, parts.locale)
      return composeSignInPage(page, createTranslator(language))
    },
    keep: (signedIn) => deeds.keepSignIn(signedIn),
  })
  const deeds = createDeeds({
    ...parts,
    accounts,
    channels,
    signIn,
    onFollowing: (calendarId, isFollowed) => void syncThenChannels(isFollowed ? calendarId : 'none'),
    onSignedIn: () => void syncThenChannels(null),
  })

  function httpsUrl(): string | null | undefined {
    const url = parts.publicUrl()
    return url == null || url.startsWith('https://') ? url : null
  }

  function isToldOfAll(): boolean {
    const ids = followed().map(({ id }) => id)
    return ids.length > 0 && ids.every((id) => channels.liveOf(id) !== null)
  }

  const followed = () => listGoogleCalendars(store.read).filter((calendar) => calendar.followed)

  /** @param calendarId null: all that are followed. */
  async function syncThenChannels(calendarId: number | 'none' | null): Promise<void> {
    try {
      if (calendarId === null && parts.requestReading) await parts.requestReading('connected')
      else if (calendarId !== 'none') await syncSome(calendarId, 'connected', aborting.signal)
      await lookAfterChannels({ isAskedFor: true })
    } catch (error) {
      if (!aborting.signal.aborted) onFailure(error)
    }
  }

  async function syncSome(calendarId: number | null, cause: ReadCause, signal: AbortSignal): Promise<ReadResult> {
    const ids = calendarId === null ? followed().map(({ id }) => id) : [calendarId]
    const together = AbortSignal.any([signal, aborting.signal])
    const result = { outcome: 'done' as ReadOutcome, readingId: null as number | null, changed: 0, retryAfterMs: null as number | null }
    for (const id of ids) {
      if (together.aborted) break
      const one = await queue.ask(id, { cause, deliveryId: null, signal: together })
      result.changed += one.changed
      result.readingId = one.readingId ?? result.readingId
      // One that went wrong is what has to be told, whatever became of the others.
      if (one.outcome !== 'done') result.outcome = one.outcome
      if (one.retryAfterMs != null) result.retryAfterMs = Math.max(one.retryAfterMs, result.retryAfterMs ?? 0)
    }
    return { ...result, subscription: null, wasDisabled: false }
  }

  /** What a calendar told nobody about while it had no channel is read once it has one. */
  async function lookAfterChannels(options?: { readonly isAskedFor?: boolean }): Promise<Looked> {
    const looked = await channels.lookAfter(options)
    for (const calendarId of looked.begun) void queue.ask(calendarId, { cause: 'timer', deliveryId: null, signal: aborting.signal })
    return looked
  }

  function readiness(): 'ready' | 'no-token' | 'vault' {
    const states = listGoogleAccounts(store.read).map(accounts.stateOf)
    if (followed().length > 0 && states.includes('ready')) return 'ready'
    return states.includes('vault') ? 'vault' : 'no-token'
  }

  async function read({ cause, signal }: Parameters<Reader['read']>[0]): Promise<ReadResult> {
    const result = await syncSome(null, cause, signal)
    const looked = await lookAfterChannels().catch((error: unknown) => {
      if (!aborting.signal.aborted) onFailure(error)
      return null
    })
    return { ...result, subscription: subscriptionOf(looked) }
  }

  function subscriptionOf(looked: Looked | null): ReadResult['subscription'] {
    if (httpsUrl() == null) return null
    if (looked === null || looked.failed > 0) return 'could-not'
    if (looked.moved > 0) return 'moved'
    return looked.registered > 0 ? 'renewed' : 'fine'
  }

  /** Google sends several notifications for one change, and more when many things change at once. */
  function gather(calendarId: number, deliveryId: number): void {
    if (gathering.has(calendarId) || aborting.signal.aborted) return
    const timer = setTimeout(() => {
      gathering.delete(calendarId)
      void queue.ask(calendarId, { cause: 'notification', deliveryId, signal: aborting.signal })
    }, parts.gatherMs ?? 150)
    gathering.set(calendarId, timer.unref())
  }

  /** A calendar that is looked at every few minutes leaves many readings that found nothing. Once a day is often enough. */
  function forgetOldReadings(): void {
    const nowMs = now()
    if (nowMs - prunedAtMs < dayMs) return
    prunedAtMs = nowMs
    writer.submit((db) => pruneReadings(db, nowMs - readingsKeptDays * dayMs)).catch(onFailure)
  }

  return {
    ...deeds,
    reader: { provider: 'google-calendar', readiness, read },
    notifications: createNotifications({ store, writer, onNews: gather }),
    state: () => describeGoogle({ ...parts, accounts, channels, signIn, publicUrl: httpsUrl }),
    everyMs: () => (isToldOfAll() ? usualEveryMs : pollMinutes * 60_000),
    sync: (calendarId, cause) => syncSome(calendarId, cause, aborting.signal),
    lookAfterChannels,
    tick() {
      if (aborting.signal.aborted) return
      signIn.tick(now())
      forgetOldReadings()
      lookAfterChannels().catch((error: unknown) => {
        if (!aborting.signal.aborted) onFailure(error)
      })
    },
    async close() {
      aborting.abort()
      for (const timer of gathering.values()) clearTimeout(timer)
      signIn.cancel()
      await queue.idle()
      await channels.idle()
    },
  }
}
