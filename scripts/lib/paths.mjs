import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const inRoot = (...parts) => join(root, ...parts)
export const inModules = (...parts) => join(root, 'node_modules', ...parts)

function userCacheDir() {
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'deskbell')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'deskbell')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'deskbell', 'Cache')
  return join(homedir(), '.cache', 'deskbell')
}

let cacheRoot

/** A path in the user's cache directory; everything in it can be deleted at any time and is made again. */
export function inCache(...parts) {
  cacheRoot ??= firstWritable([userCacheDir(), inModules('.cache', 'deskbell')])
  return join(cacheRoot, ...parts)
}

// A container's user may have no home to write to.
function firstWritable(candidates) {
  for (const candidate of candidates) {
    try {
      mkdirSync(candidate, { recursive: true })
      accessSync(candidate, constants.W_OK)
      return candidate
    } catch {
      continue
    }
  }
  throw new Error(`None of these directories can be written: ${candidates.join(', ')}`)
}
