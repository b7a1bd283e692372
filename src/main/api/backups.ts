import { access, constants, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BackupState, CheckedBackup as CheckedInContract } from '../../shared/contract/backups.ts'
import { BenchBusyError } from '../backup/bench.ts'
import { failureOf, failureWord } from '../backup/failure.ts'
import { keepPassphrase, readPassphrase } from '../backup/passphrase.ts'
import type { CheckedBackup, Restores } from '../backup/restores.ts'
import type { BackupFile } from '../store/backup-files.ts'
import { chainHolds, countNewerThan, findLastRestore, findLastRun, listRehearsals } from '../store/backup-runs.ts'
import type { BackupRun } from '../store/backup-runs.ts'
import { latestVersion } from '../store/migrations.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { ApiContext, DeskParts } from './context.ts'
import { openOs, os } from './implementer.ts'
import { withProgress } from './with-progress.ts'

/** Which file each window chose last: the page may have that one looked at, and no other file of this machine. */
const chosen = new WeakMap<Restores, Map<number, string>>()

export const backups = {
  list: os.backups.list.handler(({ context }) => stateOf(context)),

  make: openOs.backups.make.handler(async function* ({ context, signal, errors }) {
    yield* withProgress(signal, async (signal, onProgress) => {
      const { name, bytes } = await context.backups.make({ cause: 'hand', signal, onProgress }).catch(refuse(errors))
      return { name, bytes }
    })
  }),

  rehearse: openOs.backups.rehearse.handler(async function* ({ context, input: { name, passphrase }, signal, errors }) {
    yield* withProgress(signal, async (signal, onProgress) => {
      await context.backups.rehearse(name, { cause: 'hand', given: passphrase, signal, onProgress }).catch(refuse(errors))
      return { ok: true as const }
    })
  }),

  setPassphrase: openOs.backups.setPassphrase.handler(async ({ context, input: { passphrase }, errors }) => {
    try {
      await keepPassphrase(context.vault, passphrase)
    } catch (error) {
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      throw error
    }
    context.announcer.announce({ topics: ['keeping'] })
    return { ok: true }
  }),

  chooseFolder: os.backups.chooseFolder.handler(async ({ context, errors }) => {
    const folder = await context.shell.chooseFolder({ windowId: context.windowId })
    if (folder === null) return { folder }
    await access(folder, constants.R_OK | constants.W_OK).catch(refuse(errors))
    if (!(await stat(folder)).isDirectory()) throw errors.FAILED({ data: { failure: 'not-writable' } })
    return { folder }
  }),

  chooseFile: os.backups.chooseFile.handler(async ({ context }) => {
    const path = await context.shell.chooseFile({ windowId: context.windowId, endings: [] })
    if (path === null) return { name: null }
    const restores = restoresOf(context)
    const byWindow = chosen.get(restores) ?? new Map<number, string>()
    chosen.set(restores, byWindow.set(context.windowId, path))
    return { name: basename(path) }
  }),

  check: os.backups.check.handler(async function* ({ context, input: { name, passphrase }, signal, errors }) {
    const restores = restoresOf(context)
    const path = name === null ? chosen.get(restores)?.get(context.windowId) : filesOf(context).find((file) => file.name === name)?.path
    if (path === undefined) throw errors.NOT_FOUND({ message: 'There is no such backup any more.' })
    yield* withProgress(signal, async (signal, onProgress) => {
      const checked = await restores.check({ path, passphrase, signal, onProgress }).catch(refuse(errors))
      return describeChecked(context, checked)
    })
  }),

  restore: os.backups.restore.handler(async ({ context, input: { token }, errors }) => {
    if (!(await restoresOf(context).restore(token))) throw errors.GONE({ message: 'Look into the backup once more, and restore it then.' })
    return { ok: true }
  }),

  forget: os.backups.forget.handler(({ context }) => {
    restoresOf(context).forget()
    return { ok: true }
  }),

  startEmpty: os.backups.startEmpty.handler(async ({ context, errors }) => {
    if (context.desk.kind === 'open') throw errors.OPEN({ message: 'The database is open; there is no need to begin anew.' })
    await context.desk.restores.startEmpty()
    return { ok: true }
  }),

  show: os.backups.show.handler(async ({ context, input: { name }, errors }) => {
    const file = filesOf(context).find((other) => other.name === name)
    if (file === undefined) throw errors.NOT_FOUND({ message: 'There is no such backup any more.' })
    await context.shell.showInFolder(file.path).catch(refuse(errors))
    return { ok: true }
  }),
}

interface Refusals {
  BUSY(options: { message: string }): Error
  FAILED(options: { message?: string; data: { failure: ReturnType<typeof failureOf> } }): Error
}

function refuse(errors: Refusals): (error: unknown) => never {
  return (error) => {
    if (error instanceof BenchBusyError) throw errors.BUSY({ message: error.message })
    throw errors.FAILED({ data: { failure: failureOf(error) } })
  }
}

function restoresOf({ desk }: Pick<ApiContext, 'desk'>): Restores {
  return desk.kind === 'open' ? desk.parts.restores : desk.restores
}

function filesOf({ desk }: Pick<ApiContext, 'desk'>): BackupFile[] {
  return desk.kind === 'open' ? desk.parts.backups.list() : desk.restores.list()
}

function stateOf(context: ApiContext): BackupState {
  const { desk } = context
  const rehearsals = desk.kind === 'open' ? listRehearsals(desk.parts.store.read) : new Map<string, BackupRun>()
  return {
    entries: filesOf(context).map(({ name, kind, madeAtMs, bytes, isEncrypted }) => {
      const rehearsal = rehearsals.get(name)
      const rehearsed = rehearsal && { atMs: rehearsal.startedAtMs, failure: failureIn(rehearsal) }
      return { name, kind, madeAtMs, bytes, isEncrypted, rehearsed: rehearsed ?? null }
    }),
    desk: desk.kind === 'open' ? deskStateOf(desk.parts) : null,
  }
}

function deskStateOf({ backups, vault, store }: DeskParts): BackupState['desk'] {
  const trouble = backups.trouble()
  const failed = trouble && findLastRun(store.read, trouble.kind, ['failed'])
  const restore = findLastRestore(store.read)
  return {
    folder: backups.folder(),
    encryption: readPassphrase(vault).state,
    nextAtMs: backups.nextAtMs(),
    atWork: backups.atWork(),
    lastBackupAtMs: findLastRun(store.read, 'backup', ['done'])?.startedAtMs ?? null,
    lastRehearsalAtMs: findLastRun(store.read, 'rehearsal', ['done'])?.startedAtMs ?? null,
    trouble: trouble && { kind: trouble.kind, failure: trouble.failure, atMs: failed?.startedAtMs ?? null },
    lastRestore: restore && { atMs: restore.atMs, what: restore.what, madeAtMs: restore.madeAtMs, setAside: restore.setAside },
  }
}

function failureIn({ outcome, failure }: BackupRun) {
  return outcome === 'done' ? null : failureWord(failure)
}

function describeChecked({ desk }: ApiContext, { token, name, madeAtMs, findings }: CheckedBackup): CheckedInContract {
  const { record, newest } = findings
  return {
    token,
    name,
    madeAtMs,
    appointments: record.counts.appointments ?? 0,
    deliveries: record.counts.deliveries ?? 0,
    clients: record.counts.clients ?? 0,
    isOlder: record.version < latestVersion,
    present:
      desk.kind === 'closed'
        ? null
        : {
            isEarlier: record.head === null || chainHolds(desk.parts.store.read, record.head),
            missing: countNewerThan(desk.parts.store.read, newest),
          },
  }
}
