import type { Provision } from '../../shared/settings.ts'
import type { DeskParts } from '../api/context.ts'
import { listBackupConditions } from '../backup/conditions.ts'
import { openBackupParts } from '../backup/open-backup-parts.ts'
import { openFaults } from '../faults/open-faults.ts'
import { createCredentialPrints } from '../explain/credential-prints.ts'
import { createImports } from '../imports/imports.ts'
import { createEraser } from '../keeping/eraser.ts'
import { startKeeper } from '../keeping/keeper.ts'
import { startNoticeWatch } from '../notices/watch.ts'
import type { NoticeWatch } from '../notices/watch.ts'
import { applyProvision } from '../provision/apply-provision.ts'
import { createHandOn } from '../outbound/hand-on.ts'
import type { Store } from '../store/open.ts'
import { createWriter } from '../store/writer.ts'
import { vaultRecordsOf } from '../vault/store-records.ts'
import { trustConditions } from '../trust/conditions.ts'
import { openTrust } from '../trust/trust.ts'
import { openVault } from '../vault/open-vault.ts'
import type { Announcer } from './announcer.ts'
import { startBodyIndexer } from './body-indexer.ts'
import { describeError } from './describe-error.ts'
import { noRestart, type DeskDependencies } from './desk-dependencies.ts'
import type { DeskOptions } from './messages.ts'
import { openDoors } from './open-doors.ts'
import { openOutside } from './open-outside.ts'
import { openReception } from './open-reception.ts'
import { provisionTargetOf } from './provision-target.ts'
import { createSettingsCache } from './settings-cache.ts'
import { systemUser } from './system-user.ts'

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
    mostLateMs,
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
  const reception = openReception({
    writer,
    settings,
    vault,
    credentialPrints,
    announcer,
    now,
    ready: () => faults.store.trouble() !== 'damaged',
    outside: () => outside,
    doors: () => doors,
    mostLateMs,
  })
  const { listening, officeCertificate } = reception
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
    proofs: reception.proofs,
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
    rehearsal: reception.rehearsal,
    outside,
    desks: doors.desks,
    officeCertificate,
    guards: reception.guards,
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
