import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { refusalOf, ShellError } from '../desk/shell.ts'
import { listSettingChanges } from '../store/setting-changes-list.ts'
import { VaultClosedError } from '../vault/vault.ts'
import { openOs } from './implementer.ts'

/** An anchor is a few hundred bytes: whatever is larger is none. */
const mostBytes = 64 * 1024

export const trust = {
  get: openOs.trust.get.handler(({ context }) => context.trust.state()),

  verify: openOs.trust.verify.handler(({ context }) => context.trust.verify()),

  exportAnchor: openOs.trust.exportAnchor.handler(async ({ context: { trust: log, shell }, errors }) => {
    let path: string | null = null
    try {
      const { text, atMs } = await log.signedAnchor()
      path = await shell.reserveFile({
        name: `Deskbell anchor ${new Date(atMs).toISOString().slice(0, 16).replaceAll(':', '.')}`,
        ending: 'json',
      })
      await writeFile(path, text)
      return { path, fileName: basename(path) }
    } catch (error) {
      if (path !== null) await rm(path, { force: true })
      if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
      throw errors.FAILED({ data: { reason: error instanceof ShellError ? error.reason : refusalOf(error) } })
    }
  }),

  checkAnchor: openOs.trust.checkAnchor.handler(async ({ context: { trust: log, shell, windowId }, errors }) => {
    const path = await shell.chooseFile({ windowId, endings: ['json'] })
    if (path === null) return null
    try {
      const { size } = await stat(path)
      return { fileName: basename(path), ...log.checkSigned(size > mostBytes ? '' : await readFile(path, 'utf8')) }
    } catch (error) {
      throw errors.FAILED({ data: { reason: refusalOf(error) } })
    }
  }),

  beginAnew: openOs.trust.beginAnew.handler(async ({ context, errors }) => {
    if (!(await context.trust.beginAnew(context.actor()))) throw errors.NOTHING()
    return { ok: true } as const
  }),

  changes: openOs.trust.changes.handler(({ context, input }) => listSettingChanges(context.store.read, input)),
}
