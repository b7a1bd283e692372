import { signingProviderIds, providerIds } from '../../shared/words.ts'
import type { ProviderId } from '../../shared/words.ts'
import { openAway } from '../away/away.ts'
import type { Away } from '../away/away.ts'
import { createRecoveries } from '../away/recoveries.ts'
import type { Faults } from '../faults/open-faults.ts'
import { openHealth } from '../health/open-health.ts'
import type { AlertBoard } from '../health/alert-board.ts'
import { openGoogle } from '../google/google.ts'
import type { GoogleDesk } from '../google/google.ts'
import { createSchedule } from '../pull/schedule.ts'
import type { Schedule } from '../pull/schedule.ts'
import { describeError } from './describe-error.ts'
import type { SettingsCache } from './settings-cache.ts'
import type { Listening } from './listening.ts'
import type { LogEntry } from './messages.ts'
import type { Announcer } from './announcer.ts'
import type { Shell } from './shell.ts'
import type { Internet } from '../internet.ts'
import type { OfficeCertificate } from '../reach/office-certificate.ts'
import { addressConditions } from '../reach/address-conditions.ts'
import { createElsewhere } from '../reach/elsewhere.ts'
import type { Elsewhere } from '../reach/elsewhere.ts'
import type { Proofs } from '../reach/proofs.ts'
import { tokenNameOf } from '../pull/token-names.ts'
import { openPull } from '../pull/pull.ts'
import type { Pull } from '../pull/pull.ts'
import { openReach } from '../reach/reach.ts'
import type { Reach } from '../reach/reach.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'

/** What everything that looks out of the desk is made from. */
export interface OutsideParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly listening: Listening
  readonly faults: Faults
  readonly proofs: Proofs
  readonly officeCertificate: OfficeCertificate
  readonly announcer: Announcer
  readonly shell: Shell
  readonly internet: Internet
  readonly locale: string
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
  /** How often the heart beats; absent: as usual. */
  readonly beatMs?: number
}

/** What reads providers' APIs, watches whether they reach us, and tells what is the matter. */
export interface Outside {
  readonly reach: Reach
  readonly elsewhere: Elsewhere
  readonly schedule: Schedule
  readonly pull: Pull
  readonly google: GoogleDesk
  readonly away: Away
  readonly alerts: AlertBoard
  /** A secret, a token or an account is set for it. */
  isInUse(provider: ProviderId): boolean
  /** The receiver listens, or has failed to: what runs by itself begins. */
  start(): void
  /** The vault holds something else than before, or was opened. */
  vaultChanged(): void
  /** The machine is about to sleep. */
  suspending(): void
  /** The machine woke up. */
  resumed(): void
  /** Stops what runs; what is being read is cut off between two changes. Before the store is closed. */
  close(): Promise<void>
}

export function openOutside(parts: OutsideParts): Outside {
  const { store, writer, settings, vault, listening, now, log } = parts
  const onFailure = (event: string) => (error: unknown) => log({ level: 'error', event, ...describeError(error) })

  const reach = openReach(parts)
  const recoveries = createRecoveries({
    store,
    writer,
    now,
    providers: providerIds,
    isInUse,
    readerOf: (provider) => schedule.readers().find((reader) => reader.provider === provider) ?? null,
  })
  const schedule = createSchedule({ watch: recoveries, now, onFailure: onFailure('read') })
  const away = openAway({
    store,
    writer,
    now,
    isListening: () => listening.state().state === 'listening',
    onGapEnded: recoveries.open,
    onReturn: () => schedule.requestAll('gap'),
    onNetwork() {
      reach.resumed()
      schedule.requestAll('network')
    },
    onBeat() {
      schedule.retry('timer')
      google.tick()
      void health.alerts.evaluate()
    },
    onFailure: onFailure('away'),
    ...(parts.beatMs !== undefined && { beatMs: parts.beatMs }),
  })

  const pull = openPull({ ...parts, publicUrl: reach.publicUrl, requestReading: schedule.request })
  for (const reader of pull.readers) schedule.add(reader)

  const google = openGoogle({
    ...parts,
    settings: settings.settings,
    // A tunnel tells its address a while after the start.
    publicUrl: () => reach.publicUrl() ?? (settings.settings().tunnel === 'none' ? null : undefined),
    openExternal: parts.shell.openExternal,
    onChange: () => parts.announcer.announce({ topics: ['connections'] }),
    requestReading: (cause) => schedule.request('google-calendar', cause),
    onFailure: onFailure('google'),
  })
  schedule.add(google.reader, { everyMs: google.everyMs })

  const health = openHealth({
    ...parts,
    isInUse,
    isConnected: (provider) => schedule.readers().some((reader) => reader.provider === provider && reader.readiness() === 'ready'),
    onFailure: onFailure('alerts'),
  })

  const elsewhere = createElsewhere({
    store,
    writer,
    publicUrl: reach.publicUrl,
    hasToken: (provider) => vault.credential(tokenNameOf(provider))?.text != null,
    pull,
    google,
    now,
  })
  health.alerts.watch(() => addressConditions(reach, elsewhere, store.read))

  function isInUse(provider: ProviderId): boolean {
    const signing = signingProviderIds.find((id) => id === provider)
    if (signing !== undefined && vault.summarize(signing).secret !== null) return true
    return schedule.readers().some((reader) => reader.provider === provider && reader.readiness() !== 'no-token')
  }

  reach.onCheck(({ url, outcome }) => {
    const noted = outcome === 'reached' ? away.noteReachable() : away.noteUnreachable('address')
    noted.catch(onFailure('away'))
    if (outcome === 'reached') elsewhere.reached(url).then(health.alerts.evaluate).catch(onFailure('reach'))
  })
  reach.onTunnel(({ state }) => {
    if (state === 'down' || state === 'token-refused') away.noteUnreachable('tunnel').catch(onFailure('away'))
    // Nobody is to reach us over it any more.
    if (state === 'off') away.noteReachable().catch(onFailure('away'))
  })
  reach.onChange((publicUrl) => {
    google.tick()
    if (publicUrl === null && settings.settings().tunnel === 'none') away.noteReachable().catch(onFailure('away'))
  })
  // What hangs on the hour is looked at by the new one, and what a sleep would have missed is read.
  parts.faults.clock.onChange(() => void away.beat().catch(onFailure('away')))
  listening.onChange(() => void away.listeningChanged().catch(onFailure('away')))
  let starting: Promise<void> = Promise.resolve()
  return {
    reach,
    elsewhere,
    schedule,
    pull,
    google,
    away,
    alerts: health.alerts,
    isInUse,
    start() {
      pull.writeBacks.start()
      reach.start()
      starting = away.start().then((hadGap) => schedule.start(hadGap ? 'gap' : 'start'), onFailure('away'))
      health.start()
    },
    vaultChanged() {
      reach.vaultChanged()
      schedule.retry('connected')
    },
    suspending: () => void away.suspending().catch(onFailure('away')),
    resumed() {
      reach.resumed()
      void away.resumed().then((wasAsleep) => schedule.requestAll(wasAsleep ? 'gap' : 'wake'), onFailure('away'))
    },
    async close() {
      await starting
      await schedule.close()
      await pull.writeBacks.close()
      await google.close()
      await reach.close()
      await health.close()
      await away.close().catch(onFailure('away'))
    },
  }
}
