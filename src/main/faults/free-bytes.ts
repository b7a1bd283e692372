import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Room on the disk on which the file lies; null: not known. */
export function freeBytesAt(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return null
  }
}
