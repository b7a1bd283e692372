import { basename } from 'node:path'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import { ShellError } from '../desk/shell.ts'
import { os } from './implementer.ts'

/** Not of the store: the window around a desk that could not open it can do all this. */
export const shell = {
  openWindow: os.shell.openWindow.handler(async ({ context }) => {
    await context.shell.openWindow()
    return { ok: true }
  }),

  quit: os.shell.quit.handler(async ({ context }) => {
    await context.shell.quit()
    return { ok: true }
  }),

  savePdf: os.shell.savePdf.handler(async ({ context, input, errors }) => {
    try {
      const path = await context.shell.savePdf({ ...input, windowId: context.windowId })
      return { path, fileName: basename(path) }
    } catch (error) {
      throw errors.FAILED({ data: { reason: reasonOf(error) } })
    }
  }),

  showFile: os.shell.showFile.handler(async ({ context, input, errors }) => {
    try {
      await context.shell.showFile(input.path)
    } catch (error) {
      throw errors.FAILED({ data: { reason: reasonOf(error) } })
    }
    return { ok: true }
  }),
}

function reasonOf(error: unknown): ShellRefusal {
  if (error instanceof ShellError) return error.reason
  throw error
}
