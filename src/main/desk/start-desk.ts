import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { createAccess, hasScope } from '../access/access.ts'
import { openBooking } from '../booking/open-booking.ts'
import { oauthDoor } from '../access/oauth-door.ts'
import type { Provision } from '../../shared/settings.ts'
import type { DeskParts } from '../api/context.ts'
import { listBackupConditions } from '../backup/conditions.ts'
import { openBackupParts, openClosedRestores } from '../backup/open-backup-parts.ts'
import { createWindowServer } from '../api/serve-window.ts'
import { openFaults } from '../faults/open-faults.ts'
import { waitForStore } from './wait-for-store.ts'
import type { ReceiverPlace } from '../faults/stand-in-receiver.ts'
import { createCredentialPrints } from '../explain/credential-prints.ts'
import { docsDoor } from '../docs/docs-door.ts'
import { deskDoor } from '../desks/door.ts'
import { openDesks } from '../desks/desks.ts'
import { createBrowserFiles } from '../desks/files.ts'
import { openGuards } from '../guards/open-guards.ts'
import { feedsDoor } from '../feeds/door.ts'
import { createFeeds } from '../feeds/feeds.ts'
import { createFeedWriter } from '../feeds/write-feed.ts'
import { createImports } from '../imports/imports.ts'
import { createReceive } from '../ingest/receive.ts'
import { createEraser } from '../keeping/eraser.ts'
import { startKeeper } from '../keeping/keeper.ts'
import { startNoticeWatch } from '../notices/watch.ts'
import type { NoticeWatch } from '../notices/watch.ts'
import { providers } from '../providers/index.ts'
import { composeSampleDay } from '../providers/sample-day.ts'
import { applyProvision } from '../provision/apply-provision.ts'
import { readProvision } from '../provision/read-provision.ts'
import { restDoor } from '../rest/door.ts'
import { buildReceiver } from '../receiver/build-receiver.ts'
import { createOfficeCertificate } from '../reach/office-certificate.ts'
import { createProofs } from '../reach/proofs.ts'
import { createHandOn } from '../outbound/hand-on.ts'
import { openOutbound, type OutboundParts } from '../outbound/outbound.ts'
import { outboundConditions } from '../outbound/conditions.ts'
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
import { createAnnouncer } from './announcer.ts'
import type { Announcer } from './announcer.ts'
import { startBodyIndexer } from './body-indexer.ts'
import { describeError } from './describe-error.ts'
import { createListening } from './listening.ts'
import type { Listening } from './listening.ts'
import type { DeskOptions, LogEntry } from './messages.ts'
import { openOutside } from './open-outside.ts'
import { provisionTargetOf } from './provision-target.ts'
import { endpointSchemeOf, schemeOf } from './schemes.ts'
import { createSettingsCache } from './settings-cache.ts'
import type { Shell } from './shell.ts'
import { tryOpenStore } from './try-open-store.ts'

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

export interface Desk {
  /** Where this machine reaches the receiver; null: it does not listen, and the status says why. */
  url(): string | null
  serveWindow(port: MessagePort, windowId: number): void
  /** One of the windows got the focus, or none has it any more. */
  looked(isLookedAt: boolean): void
  /** The machine is about to sleep. */
  suspending(): void
  /** After the machine slept: listens again if it does not. */
  resumed(): Promise<void>
  /** Ends requests under way, commits what waits, checkpoints, closes. */
  close(): Promise<void>
}

/**
 * Opens the store, applies the provision file, starts the receiver. Knows no Electron.
 *
 * A store that cannot be opened is not an error: the desk then serves the window with the status that says so, and nothing else.
 * Throws ProvisionError for a provision file that cannot be applied.
 */
export async function startDesk(options: DeskOptions, dependencies: DeskDependencies): Promise<Desk> {
  const { shell, now, log } = dependencies
  const { version } = options
  const { isSandbox } = options.internet
  const provision = options.provisionFile === null ? null : await readProvision(options.provisionFile)
  const announcer = createAnnouncer()
  const path = join(options.dataDir, 'deskbell.db')
  const opened = tryOpenStore(path, now(), options.isSuspect)
  if (opened.kind === 'problem') {
    log({ level: 'error', event: 'store-not-opened', code: opened.code })
    const restores = openClosedRestores(path, { announcer, now, log, actor: systemUser, restart: dependencies.restart ?? noRestart })
    const closed = { kind: 'closed', problem: opened.problem, restores } as const
    const serveWindow = createWindowServer({ version, isSandbox, announcer, shell, desk: closed }, log)
    const waiting = waitForStore({ opened, path, port: options.port, now, restart: dependencies.restart ?? noRestart })
    return {
      url: () => null,
      serveWindow,
      looked: () => undefined,
      suspending: () => undefined,
      resumed: async () => undefined,
      close: waiting.close,
    }
  }

  const { parts, noticeWatch, provision: provisionDesk, close } = await openParts(opened.store, announcer, options, dependencies)
  try {
    if (provision !== null) await provisionDesk(provision)
  } catch (error) {
    await close()
    throw error
  }
  await dependencies.beforeListening?.()
  parts.listening.onChange(() => dependencies.onPlace?.(parts.listening.place()))
  await parts.relisten('keep')
  parts.faults.store.onChange(() => parts.faults.store.trouble() === 'damaged' && dependencies.onDamage?.())
  parts.faults.watchPort(parts.listening, () => log({ level: 'error', event: 'port-lost' }))
  parts.outside.start()
  parts.outbound.start()
  parts.backups.start()
  parts.trust.start()
  if (options.sampleDay) {
    void parts.rehearsal.runSampleDay().catch((error: unknown) => log({ level: 'error', event: 'sample-day', ...describeError(error) }))
  }
  return {
    url: parts.listening.localUrl,
    serveWindow: createWindowServer({ version, isSandbox, announcer, shell, desk: { kind: 'open', parts } }, log),
    looked: noticeWatch.looked,
    suspending: parts.outside.suspending,
    async resumed() {
      if (parts.listening.state().state !== 'listening') await parts.relisten('keep')
      parts.outside.resumed()
      void parts.outbound.look()
    },
    close,
  }
}

async function openParts(
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
      void outbound.look()
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
  const access = createAccess({
    store,
    writer,
    now,
    onFailure: (error) => log({ level: 'error', event: 'access', ...describeError(error) }),
  })
  const feeds = createFeeds({
    store,
    writer,
    vault,
    now,
    onFailure: (error) => log({ level: 'error', event: 'feeds', ...describeError(error) }),
  })
  const feedWriter = createFeedWriter({ store, writer, settings: settings.settings, locale, now })
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
  const booking = openBooking({
    store,
    writer,
    vault,
    settings: settings.settings,
    publicUrl: () => outside.reach.publicUrl(),
    now,
    onFailure: (error) => log({ level: 'error', event: 'booking-page', ...describeError(error) }),
  })
  const listening: Listening = createListening((certificate) => {
    const { trustedProxies } = settings.settings()
    // It is built where the store is open, and stops before that is closed.
    const { google } = outside
    return buildReceiver({
      receive,
      providers,
      ready: () => faults.store.trouble() !== 'damaged',
      now,
      proveReach: proofs.take,
      google,
      mayRegister: (authorization) => hasScope(access.authenticate(authorization), 'setup'),
      trustedProxies,
      certificate,
      guard: guards.parts,
      trace: guards.trace,
      doors: [
        docsDoor({ version, settings: settings.settings, publicUrl: () => outside.reach.publicUrl() }),
        restDoor({
          access,
          context: () => ({ version, isSandbox: internet.isSandbox, announcer, shell, windowId: 0, desk: { kind: 'open', parts } }),
          log,
        }),
        oauthDoor(access),
        otherDesks,
        feedsDoor({ feeds, feedWriter }),
        booking,
      ],
    })
  }, officeCertificate)
  listening.onChange(() => announcer.announce({ topics: ['providers', 'status', 'reach'] }))
  const desks = openDesks({
    store,
    writer,
    now,
    settings: settings.settings,
    listening,
    publicUrl: () => outside.reach.publicUrl(),
    deskName: actor,
    onFailure: (error) => log({ level: 'error', event: 'desks', ...describeError(error) }),
    passwordCost,
  })
  const browserFiles = createBrowserFiles(join(dataDir, 'desk-files'))
  const otherDesks = deskDoor({
    version,
    isSandbox: internet.isSandbox,
    announcer,
    parts: () => parts,
    desks,
    isOn: () => settings.settings().otherDesks,
    names: () => ({
      hosts: settings.settings().guards.hosts,
      publicUrl: outside.reach.publicUrl(),
      certificate: listening.certificate(),
    }),
    store,
    writer,
    now,
    files: browserFiles,
    pageFolder: pageFolder ?? null,
    log,
  })
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
  const outbound = openOutbound({
    store,
    writer,
    vault,
    handOn,
    version,
    own: () => ({ port: listening.place()?.port ?? null, publicUrl: outside.reach.publicUrl() }),
    now,
    onFailure: onOutboundFailure,
    ...toOutside,
  })
  outside.alerts.watch(() => outboundConditions(store.read))
  faults.clock.onChange(() => void outbound.look())
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
    access,
    outbound,
    feeds,
    feedWriter,
    credentialPrints,
    listening,
    faults,
    eraser,
    imports,
    rehearsal,
    outside,
    desks,
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
      await browserFiles.close()
      await outbound.close()
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

function noRestart(): void {}

function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'desk' // A user that the system has no name for.
  }
}
