import { open, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ExportProgress } from '../../shared/contract/exports.ts'
import type { FileOrder, Shell } from '../desk/shell.ts'
import { refusalOf, ShellError } from '../desk/shell.ts'

/** Bytes that are gathered before they are written: a row by itself is a call of the system for some hundred bytes. */
const chunkBytes = 64 * 1024

/** Counts what passes through. */
export function counted<T>(items: AsyncIterable<T>): { readonly items: AsyncIterable<T>; count(): number } {
  let count = 0
  async function* pass(): AsyncGenerator<T> {
    for await (const item of items) {
      count += 1
      yield item
    }
  }
  return { items: pass(), count: () => count }
}

/**
 * Writes a new file and tells how far it is. When the caller closes the iterator, or something fails, the file is removed: half an
 * export looks like a whole one. Throws ShellError with what a person can mend.
 */
export async function* writeExport(
  shell: Shell,
  order: FileOrder,
  text: AsyncIterable<string>,
  count: () => number,
): AsyncGenerator<ExportProgress> {
  const path = await shell.reserveFile(order)
  let isWhole = false
  try {
    const file = await open(path, 'w', 0o600)
    try {
      let waiting = ''
      for await (const part of text) {
        waiting += part
        if (waiting.length < chunkBytes) continue
        await file.writeFile(waiting)
        waiting = ''
        yield { kind: 'written', count: count() }
      }
      await file.writeFile(waiting)
      await file.sync()
    } finally {
      await file.close()
    }
    isWhole = true
  } catch (error) {
    throw error instanceof ShellError ? error : new ShellError(refusalOf(error), { cause: error })
  } finally {
    if (!isWhole) await rm(path, { force: true })
  }
  yield { kind: 'done', count: count(), path, fileName: basename(path) }
}
