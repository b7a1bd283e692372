import type { AddressInfo } from 'node:net'
import { createSettingsCache } from '../../src/main/desk/settings-cache.ts'
import { openGoogle } from '../../src/main/google/google.ts'
import type { AppointmentState } from '../../src/main/ingest/apply.ts'
import { createReceive } from '../../src/main/ingest/receive.ts'
import { readInternet } from '../../src/main/internet.ts'
import { providers } from '../../src/main/providers/index.ts'
import { externalIdOf } from '../../src/main/providers/google-calendar/ids.ts'
import { buildReceiver } from '../../src/main/receiver/build-receiver.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { findAppointmentState } from '../../src/main/store/appointments.ts'
import { scalar } from '../../src/main/store/db.ts'
import { openStore } from '../../src/main/store/open.ts'
import { createWriter } from '../../src/main/store/writer.ts'
import { vaultRecordsOf } from '../../src/main/vault/store-records.ts'
import { openVault } from '../../src/main/vault/open-vault.ts'
import { drawer } from '../unit/desk/test-desk.ts'
import { OFFICE } from './convergence.ts'
import type { OurSide } from './convergence.ts'
import { signInAt } from './stand-ins/google-sign-in.ts'
import { overHttp } from './stand-ins/common/outbox.ts'
import type { StandInGoogle } from './stand-ins/google.ts'

export interface GoogleSideOptions {
  /** The store's file. */
  readonly path: string
  readonly now: () => number
  readonly google: () => StandInGoogle
  readonly email: string
}

/** The receiver, the store and Google's half of a desk; switched off, nothing is left but the file. */
export interface GoogleSide extends OurSide {
  /** What a person does at first: enters the client, signs in, follows all calendars of the account. Switched on. */
  begin(): Promise<void>
  /** @param calendarId Google's; the state is by the event's own id. */
  stateOf(calendarId: string, eventId: string): AppointmentState | null
  /** Settles when every notification that was taken was read. */
  quiet(): Promise<void>
}

/** Switched off at first. */
export function createGoogleSide(options: GoogleSideOptions): GoogleSide {
  const { google, email } = options
  let opened: Awaited<ReturnType<typeof open>> | null = null
  // A port on which nobody listens any more, until it is opened.
  let port = 9
  const ours = new Map<string, number>()
  const running = () => {
    if (opened === null) throw new Error('our side is switched off')
    return opened
  }

  async function switchOn(): Promise<void> {
    opened ??= await open(options)
    port = opened.port
  }

  /** @returns whether it worked: Google can fail at that, too. */
  async function signIn(): Promise<boolean> {
    const { desk } = running()
    const url = await desk.startSignIn()
    const isDone = await signInAt(url, { email }).then(
      () => desk.state().signInProblem === null,
      () => false,
    )
    if (!isDone) desk.cancelSignIn()
    return isDone
  }

  const state = (externalId: string): AppointmentState | null => {
    const found = opened && findAppointmentState(opened.store.read, { source: 'google-calendar', externalId, origin: 'real' })
    return found ? (JSON.parse(found.state) as AppointmentState) : null
  }

  return {
    // A notification of a channel that has ended is refused, and may be.
    refused: [],
    deliver: (push, sentAtMs) => overHttp({ ...push, url: `http://127.0.0.1:${port}${new URL(push.url).pathname}` }, sentAtMs),
    switchOn,
    async switchOff() {
      const closing = opened
      opened = null
      await closing?.close()
    },
    async begin() {
      await switchOn()
      const { desk } = running()
      await desk.setClient(google().client.id, google().client.secret)
      if (!(await signIn())) throw new Error('nobody could sign in')
      for (const { calendars } of desk.state().accounts)
        for (const { id, name } of calendars) {
          const found = google().calendars.find(({ summary }) => summary === name)
          if (found === undefined) throw new Error(`a calendar that nobody has: ${name}`)
          ours.set(found.id, id)
          await desk.follow(id, { followed: true, hostId: null })
        }
    },
    async read() {
      if (opened === null) return null
      const { desk } = opened
      const read = () => desk.reader.read({ cause: 'hand', span: null, signal: new AbortController().signal })
      const result = await read()
      if (desk.state().accounts.every((account) => account.state === 'ready')) return result
      // The window asks to sign in again, and somebody does.
      return (await signIn()) ? read() : result
    },
    state,
    stateOf: (calendarId, eventId) => state(externalIdOf(ours.get(calendarId) ?? -1, eventId)),
    countAppointments: () => (opened ? scalar<number>(opened.store.read, 'SELECT count(*) FROM appointments') : 0),
    quiet: async () => opened?.quiet(),
  }
}

async function open({ path, now, google }: GoogleSideOptions) {
  const store = openStore({ path, nowMs: now() })
  // What a power cut leaves is another test's matter, and waiting for the disk would take most of the time.
  store.write.database.pragma('synchronous = OFF')
  const writer = createWriter(store.write)
  const settings = createSettingsCache(store, writer)
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => 'desk' }),
    keyring: drawer,
    vaultKey: null,
    now,
    onChange: () => undefined,
  })
  const onFailure = (error: unknown): never => {
    throw error
  }
  const desk = openGoogle({
    store,
    writer,
    vault,
    internet: readInternet(JSON.stringify(google().internet)),
    settings: settings.settings,
    publicUrl: () => OFFICE,
    openExternal: async () => undefined,
    locale: 'en-GB',
    now,
    onChange: () => undefined,
    onFailure,
    gatherMs: 0,
  })
  const receive = createReceive({
    writer,
    endpointOf: (id) => ({ scheme: schemes[providers[id].schemes[0]], isLocked: false, secrets: [] }),
    settings: settings.settings,
    takeMark: () => null,
    onFailure,
  })
  const app = buildReceiver({ receive, providers, ready: () => true, now, proveReach: () => null, google: desk })
  await app.listen({ host: '127.0.0.1', port: 0 })
  // What was cut off when it was switched off stays as it is.
  const lastDelivery = scalar<number>(store.read, 'SELECT coalesce(max(id), 0) FROM deliveries')
  const lastReading = scalar<number>(store.read, 'SELECT coalesce(max(id), 0) FROM readings')
  const unread = (): boolean =>
    scalar<number>(
      store.read,
      `SELECT count(*) FROM deliveries AS d JOIN google_channels AS c ON c.last_notified_at_ms = d.received_at_ms
       WHERE d.id > ? AND d.provider = 'google-calendar' AND d.verdict = 'accepted'
         AND NOT EXISTS (SELECT 1 FROM readings AS r WHERE r.calendar_id = c.calendar_id AND r.started_at_ms >= d.received_at_ms)`,
      lastDelivery,
    ) > 0 || scalar<number>(store.read, 'SELECT count(*) FROM readings WHERE ended_at_ms IS NULL AND id > ?', lastReading) > 0
  return {
    store,
    desk,
    port: (app.server.address() as AddressInfo).port,
    async quiet() {
      if (!unread()) return
      await new Promise<void>((resolve) => {
        const stop = writer.afterCommit(() => {
          if (unread()) return
          stop()
          resolve()
        })
      })
    },
    async close() {
      await app.close()
      await desk.close()
      await writer.close()
      store.close()
    },
  }
}
