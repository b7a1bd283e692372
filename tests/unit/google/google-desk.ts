import { onTestFinished } from 'vitest'
import { createSettingsCache } from '../../../src/main/desk/settings-cache.ts'
import { openGoogle, type GoogleDesk } from '../../../src/main/google/google.ts'
import { readInternet } from '../../../src/main/internet.ts'
import { listAppointments } from '../../../src/main/store/appointment-lists.ts'
import { saveSettings } from '../../../src/main/store/settings.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { vaultRecordsOf } from '../../../src/main/vault/store-records.ts'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import type { Google, GoogleCalendar } from '../../../src/shared/contract/google.ts'
import { createStandInGoogle, type StandInGoogle, type StandInGoogleOptions } from '../../support/stand-ins/google.ts'
import { signInAt, type SignInAsked } from '../../support/stand-ins/google-sign-in.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { drawer } from '../desk/test-desk.ts'

export const ANNA = 'anna@northwind.example'
const MINUTE = 60_000

/** A clock that a test moves. */
export interface Clock {
  nowMs: number
}

export interface GoogleDeskOptions {
  readonly clock?: Clock
  readonly google?: StandInGoogle
  readonly store?: ReturnType<typeof temporaryStore>
  readonly keyring?: Keyring
  /** Null: there is none. */
  readonly publicUrl?: () => string | null
}

export async function standInGoogle(clock: Clock, options: StandInGoogleOptions = {}): Promise<StandInGoogle> {
  const google = await createStandInGoogle({ now: () => clock.nowMs, people: [{ email: ANNA, name: 'Anna' }], ...options })
  onTestFinished(() => google.close())
  return google
}

/** Google's part of the desk over a real store, a real vault and real HTTP to Google's stand-in; the clock and the browser are the test's. */
export async function googleDesk(options: GoogleDeskOptions = {}) {
  const { clock = { nowMs: NOON }, store = temporaryStore(), keyring = drawer, publicUrl = () => null } = options
  const google = options.google ?? (await standInGoogle(clock))
  const now = (): number => clock.nowMs
  const writer = createWriter(store.write)
  onTestFinished(() => writer.close())
  const settings = createSettingsCache(store, writer)
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => 'desk' }),
    keyring,
    vaultKey: null,
    now,
    onChange: () => undefined,
  })
  await writer.submit((db, notes) => {
    saveSettings(db, { timeZone: 'UTC', language: 'en' })
    notes.topic('settings')
  })
  const opened: string[] = []
  const failures: unknown[] = []
  const desk: GoogleDesk = openGoogle({
    store,
    writer,
    vault,
    internet: readInternet(JSON.stringify(google.internet)),
    settings: settings.settings,
    publicUrl,
    openExternal: async (url) => void opened.push(url),
    locale: 'en-GB',
    now,
    onChange: () => undefined,
    onFailure: (error) => failures.push(error),
    gatherMs: 1,
    retryPauseMs: () => 1,
  })
  onTestFinished(() => desk.close())

  /** What somebody sees in the browser at the end. */
  async function signIn(asked: Partial<SignInAsked> = {}): Promise<string> {
    return signInAt(await desk.startSignIn(), { email: ANNA, ...asked })
  }

  const calendarOf = (name = ANNA): GoogleCalendar => {
    const found = desk
      .state()
      .accounts.flatMap(({ calendars }) => calendars)
      .find((calendar) => calendar.name === name)
    if (found === undefined) throw new Error(`no calendar ${name}`)
    return found
  }

  /** Signed in, with Anna's calendar followed and read once. */
  async function connect(): Promise<void> {
    await desk.setClient(google.client.id, google.client.secret)
    await signIn()
    await desk.follow(calendarOf().id, { followed: true, hostId: null })
    await desk.sync(null, 'hand')
  }

  const cards = () =>
    listAppointments(store.read, {
      startMs: 0,
      endMs: 8_640_000_000_000_000,
      sources: null,
      types: null,
      statuses: null,
      hostIds: null,
      search: null,
    })

  return {
    clock,
    google,
    desk,
    store,
    writer,
    vault,
    opened,
    failures,
    signIn,
    connect,
    calendarOf,
    cards,
    state: (): Google => desk.state(),
    calendar: google.calendar(ANNA),
    forward: (minutes: number) => void (clock.nowMs += minutes * MINUTE),
  }
}

/** An hour with a client, so many days from the clock's noon. */
export function meeting(summary: string, days: number, attendees = [{ email: 'jane@example.com', displayName: 'Jane Doe' }]) {
  const atMs = NOON + days * 1_440 * MINUTE
  return { summary, start: { atMs }, end: { atMs: atMs + 60 * MINUTE }, attendees: [{ email: ANNA }, ...attendees] }
}
