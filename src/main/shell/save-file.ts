import { app, shell } from 'electron'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { FileOrder, PdfOrder } from '../desk/shell.ts'
import { refusalOf, ShellError } from '../desk/shell.ts'
import { safeName, writeNew } from './file-names.ts'
import type { Windows } from './windows.ts'

export interface FileSaver {
  savePdf(order: PdfOrder): Promise<string>
  reserveFile(order: FileOrder): Promise<string>
  showFile(path: string): Promise<void>
  showInFolder(path: string): Promise<void>
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
        throw new ShellError(refusalOf(error), { cause: error })
      }
    },
    async reserveFile({ name, ending }) {
      try {
        return await saveNew(name, ending, new Uint8Array())
      } catch (error) {
        throw new ShellError(refusalOf(error), { cause: error })
      }
    },
    async showFile(path) {
      if (!saved.has(path)) throw new ShellError('failed')
      await showInFolder(path)
    },
    showInFolder,
  }
}

async function showInFolder(path: string): Promise<void> {
  if (!existsSync(path)) throw new ShellError('gone')
  shell.showItemInFolder(path)
}
