import { app, shell } from 'electron'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import type { FileOrder, PdfOrder } from '../desk/shell.ts'
import { ShellError } from '../desk/shell.ts'
import { safeName, writeNew } from './file-names.ts'
import type { Windows } from './windows.ts'

export interface FileSaver {
  savePdf(order: PdfOrder): Promise<string>
  reserveFile(order: FileOrder): Promise<string>
  showFile(path: string): Promise<void>
}

export function createFileSaver(windows: Pick<Windows, 'find'>): FileSaver {
  /** The page may have shown what it saved, and no other file of this machine. */
  const saved = new Set<string>()

  async function saveNew(name: string, ending: string, bytes: Uint8Array): Promise<string> {
    const folder = app.getPath('downloads')
    await mkdir(folder, { recursive: true })
    const path = await writeNew(folder, safeName(name), ending, bytes)
    saved.add(path)
    return path
  }

  return {
    async savePdf({ windowId, name, paper, landscape }) {
      const window = windows.find(windowId)
      if (window === null) throw new ShellError('gone')
      try {
        const bytes = await window.webContents.printToPDF({
          pageSize: paper,
          landscape,
          printBackground: true,
          // The sheet has its own margins, in its own style.
          preferCSSPageSize: true,
        })
        return await saveNew(name, 'pdf', bytes)
      } catch (error) {
        throw new ShellError(reasonOf(error), { cause: error })
      }
    },
    async reserveFile({ name, ending }) {
      try {
        return await saveNew(name, ending, new Uint8Array())
      } catch (error) {
        throw new ShellError(reasonOf(error), { cause: error })
      }
    },
    async showFile(path) {
      if (!saved.has(path)) throw new ShellError('failed')
      if (!existsSync(path)) throw new ShellError('gone')
      shell.showItemInFolder(path)
    },
  }
}

const reasons: Readonly<Record<string, ShellRefusal>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  EEXIST: 'not-writable',
  ENOTDIR: 'not-writable',
}

/** What a person can mend has a name of its own. */
function reasonOf(error: unknown): ShellRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? 'failed'
}
