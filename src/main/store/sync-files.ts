import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'

/** What was written to the file survives a power cut. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The name, too, has to survive a power cut. Windows knows no such thing and refuses to open a folder. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32' || !existsSync(folder)) return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
