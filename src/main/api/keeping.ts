import { dirname } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { ErasurePlan, ErasureProgress, StoreUsage } from '../../shared/contract/keeping.ts'
import { ShellError } from '../desk/shell.ts'
import { cutoffsOf } from '../keeping/cutoffs.ts'
import { EraseRefusedError, type ErasureRefusal } from '../keeping/eraser.ts'
import { exportClient } from '../keeping/export-client.ts'
import { listBackupFiles } from '../store/backup-files.ts'
import type { ReadDb } from '../store/db.ts'
import { listErasures } from '../store/erasures.ts'
import { countUsage } from '../store/keeping-usage.ts'
import { foresee, mostForeseen } from '../store/retention.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const gone = 'This client is not there any more.'

export const keeping = {
  usage: openOs.keeping.usage.handler(({ context }) => usageOf(context.store.read)),

  foresee: openOs.keeping.foresee.handler(({ context, input }) => ({
    ...foresee(context.store.read, cutoffsOf(input, context.now(), context.settings.settings().timeZone)),
    most: mostForeseen,
  })),

  exportClient: openOs.keeping.exportClient.handler(async ({ context, input, errors }) => {
    const { store, writer, now, settings, shell, version, actor } = context
    const head = { version, exportedAt: new Date(now()).toISOString(), timeZone: settings.settings().timeZone }
    try {
      const written = await exportClient({ store, writer, now, actor: actor() }, shell, input.clientId, head)
      if (written === null) throw errors.NOT_FOUND({ message: gone })
      return written
    } catch (error) {
      if (error instanceof ShellError) throw errors.FAILED({ data: { reason: error.reason } })
      throw error
    }
  }),

  planErasure: openOs.keeping.planErasure.handler(async ({ context, input, errors }) => {
    const plan = await context.eraser.plan(input.clientId, elsewhereOf(context))
    if (plan === null) throw errors.NOT_FOUND({ message: gone })
    return plan
  }),

  erase: openOs.keeping.erase.handler(({ context, input, errors }) =>
    refusing(context.eraser.erase(input, context.actor()), (reason) => {
      if (reason === 'gone') return errors.NOT_FOUND({ message: gone })
      if (reason === 'name') return errors.NAME_DIFFERS({ message: 'The name is not the one of the client: type it as it is shown.' })
      return errors.UNDER_WAY({ message: 'Somebody is being erased already: wait until that is done.' })
    }),
  ),

  erasures: openOs.keeping.erasures.handler(({ context }) => listErasures(context.store.read)),
}

async function* refusing(
  progress: AsyncIterable<ErasureProgress>,
  refusalOf: (reason: ErasureRefusal) => Error,
): AsyncGenerator<ErasureProgress> {
  try {
    yield* progress
  } catch (error) {
    throw error instanceof EraseRefusedError ? refusalOf(error.reason) : error
  }
}

/** Backups, and what backups took the place of: an erasure does not reach them. */
function elsewhereOf({ store, settings }: DeskParts): ErasurePlan['elsewhere'] {
  const folders = [dirname(store.path), settings.settings().backup.folder].filter((folder) => folder !== null)
  return listBackupFiles(folders).map(({ name, madeAtMs }) => ({ fileName: name, atMs: madeAtMs }))
}

async function usageOf(db: ReadDb): Promise<StoreUsage> {
  const counting = countUsage(db)
  for (;;) {
    const { done, value } = counting.next()
    if (done) return value
    await turn()
  }
}
