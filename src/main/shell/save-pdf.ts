import { app, shell } from 'electron'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import type { PdfOrder } from '../desk/shell.ts'
import { ShellError } from '../desk/shell.ts'
import { safeName, writeNew } from './file-names.ts'
import type { Windows } from './windows.ts'

export interface PdfSaver {
  savePdf(order: PdfOrder): Promise<string>
  showFile(path: string): Promise<void>
}

export function createPdfSaver(windows: Pick<Windows, 'find'>): PdfSaver {
  /** The page may have shown what it saved, and no other file of this machine. */
  const saved = new Set<string>()
  return {
    async savePdf({ windowId, name, paper, landscape }) {
      const window = windows.find(windowId)
      if (window === null) throw new ShellError('gone')
      const folder = app.getPath('downloads')
      try {
        const bytes = await window.webContents.printToPDF({
          pageSize: paper,
          landscape,
          printBackground: true,
          // The sheet has its own margins, in its own style.
          preferCSSPageSize: true,
        })
        await mkdir(folder, { recursive: true })
        const path = await writeNew(folder, safeName(name), bytes)
        saved.add(path)
        return path
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
