import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Windows takes none of these, whatever stands behind them. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i
/** File systems take 255 bytes; four a letter, and room for what is added. */
const longest = 60
const mostTried = 1000

/** A name that every file system takes: without separators, control characters, or dots and blanks at its ends. */
export function safeName(wanted: string): string {
  const plain = wanted
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
  const name = [...plain]
    .slice(0, longest)
    .join('')
    .replace(/[ .]+$/, '')
  return name === '' || reserved.test(name) ? 'Deskbell' : name
}

/** Writes `name.pdf`, or `name (2).pdf` and so on where that is taken: nothing is ever replaced. @returns the file's path */
export async function writeNew(folder: string, name: string, ending: string, bytes: Uint8Array): Promise<string> {
  for (let number = 1; number <= mostTried; number += 1) {
    const path = join(folder, `${name}${number === 1 ? '' : ` (${number})`}.${ending}`)
    try {
      await writeFile(path, bytes, { flag: 'wx' })
      return path
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new Error(`there are ${mostTried} files of this name`)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
