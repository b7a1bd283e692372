import { userInfo } from 'node:os'
import type { Provision } from '../../shared/settings.ts'
import type { DeskParts } from '../api/context.ts'
import { listBackupConditions } from '../backup/conditions.ts'
import { openBackupParts } from '../backup/open-backup-parts.ts'
import { openFaults } from '../faults/open-faults.ts'
import type { ReceiverPlace } from '../faults/stand-in-receiver.ts'
import { createCredentialPrints } from '../explain/credential-prints.ts'
import { openGuards } from '../guards/open-guards.ts'
import { createImports } from '../imports/imports.ts'
import { createReceive } from '../ingest/receive.ts'
import { createEraser } from '../keeping/eraser.ts'
import { startKeeper } from '../keeping/keeper.ts'
import { startNoticeWatch } from '../notices/watch.ts'
import type { NoticeWatch } from '../notices/watch.ts'
import { providers } from '../providers/index.ts'
import { composeSampleDay } from '../providers/sample-day.ts'
import { applyProvision } from '../provision/apply-provision.ts'
import { buildReceiver } from '../receiver/build-receiver.ts'
import { createOfficeCertificate } from '../reach/office-certificate.ts'
import { createProofs } from '../reach/proofs.ts'
import { createHandOn } from '../outbound/hand-on.ts'
import type { OutboundParts } from '../outbound/outbound.ts'
import { createMarks } from '../rehearsal/marks.ts'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import type { Store } from '../store/open.ts'
import { createWriter } from '../store/writer.ts'
import type { Keyring } from '../vault/keyring.ts'
import { vaultRecordsOf } from '../vault/store-records.ts'
import { trustConditions } from '../trust/conditions.ts'
import { openTrust } from '../trust/trust.ts'
import type { ScryptCost } from '../vault/seal.ts'
import { openVault } from '../vault/vault.ts'
import type { Announcer } from './announcer.ts'
import { startBodyIndexer } from './body-indexer.ts'
import { describeError } from './describe-error.ts'
import { createListening } from './listening.ts'
import type { Listening } from './listening.ts'
import type { DeskOptions, LogEntry } from './messages.ts'
import { openDoors } from './open-doors.ts'
import { openOutside } from './open-outside.ts'
import { provisionTargetOf } from './provision-target.ts'
import { endpointSchemeOf, schemeOf } from './schemes.ts'
import { createSettingsCache } from './settings-cache.ts'
import type { Shell } from './shell.ts'

export interface DeskDependencies {
  readonly keyring: Keyring
  readonly shell: Shell
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
  /** Called before the receiver listens for the first time: whoever kept its place lets go of it. */
  readonly beforeListening?: () => Promise<void>
  /** How long the machine has been up; absent: as the system says. */
  readonly uptimeMs?: () => number
  /** Told where the receiver listens whenever that changes; null: nowhere. */
  readonly onPlace?: (place: ReceiverPlace | null) => void
  /** Ends the desk in order and starts it again; absent: nobody does. */
  readonly restart?: () => void
  /** Something in the store cannot be read; absent: deliveries are put off until somebody starts the desk again. */
  readonly onDamage?: () => void
  /** What a backup's passphrase costs, in tests that make many; absent: as usual. */
  readonly backupWork?: number
  /** What a password of another desk costs, in tests that make many; absent: as usual. */
  readonly passwordCost?: ScryptCost
  /** Where the window's page lies as it was built, for other desks; absent: nowhere. */
  readonly pageFolder?: string
  /** How often the heart beats, in tests that wait for it; absent: as usual. */
  readonly beatMs?: number
  /** How our own webhooks find their way, in tests that wait for what fails; absent: as usual. */
  readonly toOutside?: Pick<OutboundParts, 'resolve' | 'timeouts' | 'random'>
}

/** What the desk is made of, wired. The store stays open if this fails before it is done: whoever opened it closes it. */
export async function openParts(
  store: Store,
  announcer: Announcer,
  { dataDir, version, vaultKey, port, locale, internet, crash }: DeskOptions,
  {
    keyring,
    shell,
    now,
    log,
    beatMs,
    uptimeMs,
    restart = noRestart,
    backupWork,
    toOutside = {},
    passwordCost,
    pageFolder,
  }: DeskDependencies,
): Promise<{
  readonly parts: DeskParts
  readonly noticeWatch: NoticeWatch
  provision(file: Provision): Promise<void>
  close(): Promise<void>
}> {
  const onOutboundFailure = (error: unknown): void => log({ level: 'error', event: 'outbound', ...describeError(error) })
  const handOn = createHandOn(now, onOutboundFailure)
  const writer = createWriter(store.write, { afterJob: handOn.afterJob, onAfterJobFailure: onOutboundFailure })
  writer.afterCommit((notice) => announcer.announce(notice))
  const faults = openFaults({
    store,
    writer,
    now,
    crash: crash ?? null,
    onFailure: (error) => log({ level: 'error', event: 'port-watch', ...describeError(error) }),
    ...(uptimeMs && { uptimeMs }),
  })
  const settings = createSettingsCache(store, writer)
  const actor = (): string => settings.settings().staffName ?? systemUser()
  let provisioner: string | null = null
  const vault = await openVault({
    records: vaultRecordsOf(store, writer, { now, actor: () => provisioner ?? actor() }),
    keyring,
    vaultKey,
    now,
    onChange() {
      announcer.announce({ topics: ['providers', 'status', 'connections', 'subscriptions'] })
      outside.vaultChanged()
      trust.vaultChanged()
      void doors.outbound.look()
    },
  })
  const trust = openTrust({
    store,
    writer,
    vault,
    dataDir,
    now,
    onChange() {
      announcer.announce({ topics: ['keeping'] })
      void outside.alerts.evaluate()
    },
    onFailure: (error) => log({ level: 'error', event: 'trust', ...describeError(error) }),
  })
  const credentialPrints = createCredentialPrints(vault, (error) => log({ level: 'error', event: 'prints', ...describeError(error) }))
  const marks = createMarks()
  const receive = createReceive({
    writer,
    endpointOf(provider) {
      const { secret, readable } = vault.summarize(provider)
      const scheme = endpointSchemeOf(provider, settings.provider(provider))
      return { scheme, secrets: vault.secretsFor(provider), isLocked: secret !== null && !readable }
    },
    settings: settings.settings,
    takeMark: marks.take,
    credentialPrints,
  })
  const guards = openGuards({ settings: settings.settings, writer, marks, receive, publicUrl: () => outside.reach.publicUrl() })
  const proofs = createProofs(now)
  const officeCertificate = createOfficeCertificate({
    settings: settings.settings,
    now,
    onRenewal: () => void listening.renewCertificate(),
  })
  const listening: Listening = createListening((certificate) => {
    const { trustedProxies } = settings.settings()
    // It is built once everything stands, and stops before any of it is closed.
    const { google } = outside
    return buildReceiver({
      receive,
      providers,
      ready: () => faults.store.trouble() !== 'damaged',
      now,
      proveReach: proofs.take,
      google,
      mayRegister: doors.mayRegister,
      trustedProxies,
      certificate,
      guard: guards.parts,
      trace: guards.trace,
      doors: doors.list,
    })
  }, officeCertificate)
  listening.onChange(() => announcer.announce({ topics: ['providers', 'status', 'reach'] }))
  const rehearsal = createRehearsal({
    marks,
    providers,
    schemeOf: (provider) => schemeOf(provider, settings.provider(provider).scheme),
    secretOf: (provider) => vault.secretsFor(provider).find(({ key }) => key === 'current')?.secret ?? null,
    receiverUrl: listening.localUrl,
    fingerprint: () => listening.certificate()?.fingerprint ?? null,
    timeZone: () => settings.settings().timeZone,
    composeSampleDay,
    now,
  })
  const onKeepingFailure = (error: unknown): void => log({ level: 'error', event: 'keeping', ...describeError(error) })
  const keeper = startKeeper({ writer, settings: settings.settings, now, onFailure: onKeepingFailure })
  const eraser = createEraser({ store, writer, now, onFailure: onKeepingFailure })
  const imports = createImports({
    store,
    writer,
    settings: settings.settings,
    now,
    onFailure: (error) => log({ level: 'error', event: 'imports', ...describeError(error) }),
  })
  const indexer = startBodyIndexer(writer, (error) => log({ level: 'error', event: 'body-index', ...describeError(error) }))
  const noticeWatch = startNoticeWatch({
    store,
    writer,
    settings: settings.settings,
    shell,
    locale,
    now,
    onNews: () => announcer.announce({ topics: ['notices'] }),
    onFailure: (error) => log({ level: 'error', event: 'notices', ...describeError(error) }),
  })
  const outside = openOutside({
    proofs,
    officeCertificate,
    store,
    writer,
    settings,
    vault,
    listening,
    faults,
    announcer,
    shell,
    internet,
    locale,
    now,
    log,
    ...(beatMs !== undefined && { beatMs }),
  })
  const doors = openDoors({
    version,
    isSandbox: internet.isSandbox,
    dataDir,
    locale,
    store,
    writer,
    vault,
    settings,
    announcer,
    shell,
    faults,
    outside,
    listening,
    handOn,
    parts: () => parts,
    actor,
    now,
    log,
    pageFolder: pageFolder ?? null,
    passwordCost,
    toOutside,
  })
  const { backups, restores } = openBackupParts({
    store,
    writer,
    settings,
    vault,
    trust,
    announcer,
    now,
    log,
    actor,
    restart,
    work: backupWork,
  })
  outside.alerts.watch(() => listBackupConditions(backups))
  outside.alerts.watch(() => trustConditions(trust.finding()))
  // Before anything is written that would have to be told from what came while the desk was closed.
  await trust.ready
  let givenPort = port
  const parts: DeskParts = {
    store,
    writer,
    settings,
    vault,
    access: doors.access,
    outbound: doors.outbound,
    feeds: doors.feeds,
    feedWriter: doors.feedWriter,
    credentialPrints,
    listening,
    faults,
    eraser,
    imports,
    rehearsal,
    outside,
    desks: doors.desks,
    officeCertificate,
    guards,
    backups,
    restores,
    trust,
    now,
    actor,
    relisten(which) {
      if (which === 'forget') givenPort = null
      const { bindAddress, port: settledPort } = settings.settings()
      return listening.listen(bindAddress, givenPort ?? settledPort)
    },
  }
  return {
    parts,
    noticeWatch,
    async provision(file) {
      provisioner = 'provisioning'
      try {
        await applyProvision(file, provisionTargetOf(parts))
      } finally {
        provisioner = null
      }
    },
    async close() {
      faults.close()
      officeCertificate.close()
      await listening.close()
      await doors.close()
      await backups.close()
      await outside.close()
      indexer.stop()
      await keeper.stop()
      await imports.close()
      await eraser.close()
      noticeWatch.stop()
      await writer.close()
      await trust.close()
      store.close()
    },
  }
}

export function noRestart(): void {}

/** The name of the system's user. */
export function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'desk' // A user that the system has no name for.
  }
}
