import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { refusalOf, ShellError, type Shell } from '../desk/shell.ts'
import { safeName } from '../shell/file-names.ts'
import { newToken } from './sessions.ts'

/** Milliseconds in which a file is fetched; then it goes. */
export const fileLastsMs = 10 * 60_000

export interface KeptFile {
  readonly path: string
  readonly fileName: string
}

/** Files that the desk writes for browsers, until they were fetched. */
export interface BrowserFiles {
  /** What a window's surroundings do, as far as a browser elsewhere has them: it takes files. Everything else is refused. */
  shellFor(sessionId: number): Shell
  /** Where the browser fetches it; null: it was not made for a browser. */
  addressOf(path: string): string | null
  /** Once, and only for the session that it was made for. Whoever takes it removes it. */
  take(token: string, sessionId: number): KeptFile | null
  remove(file: KeptFile): Promise<void>
  close(): Promise<void>
}

interface Held extends KeptFile {
  readonly sessionId: number
  readonly timer: NodeJS.Timeout
}

/** @param folder emptied when it begins and when it ends: what is in there is copies. */
export function createBrowserFiles(folder: string): BrowserFiles {
  const held = new Map<string, Held>()
  const emptied = rm(folder, { recursive: true, force: true })

  const remove = ({ path }: KeptFile): Promise<void> => rm(dirname(path), { recursive: true, force: true })
  const refuse = (): Promise<never> => Promise.reject(new ShellError('failed'))

  return {
    shellFor: (sessionId) => ({
      async reserveFile({ name, ending }) {
        try {
          await emptied
          const token = newToken()
          const path = join(folder, token, `${safeName(name)}.${ending}`)
          await mkdir(dirname(path), { recursive: true, mode: 0o700 })
          await writeFile(path, '', { flag: 'wx', mode: 0o600 })
          const forget = (): void => {
            held.delete(token)
            void remove({ path, fileName: '' }).catch(() => undefined)
          }
          held.set(token, { path, fileName: basename(path), sessionId, timer: setTimeout(forget, fileLastsMs).unref() })
          return path
        } catch (error) {
          throw new ShellError(refusalOf(error), { cause: error })
        }
      },
      notify: refuse,
      showNews: refuse,
      openWindow: refuse,
      showPresence: refuse,
      quit: refuse,
      savePdf: refuse,
      chooseFile: refuse,
      chooseFolder: refuse,
      showFile: refuse,
      showInFolder: refuse,
      openExternal: refuse,
    }),
    addressOf(path) {
      const token = basename(dirname(path))
      return held.get(token)?.path === path ? `/desk/files/${token}` : null
    },
    take(token, sessionId) {
      const found = held.get(token)
      if (found === undefined || found.sessionId !== sessionId) return null
      held.delete(token)
      clearTimeout(found.timer)
      return found
    },
    remove,
    async close() {
      for (const { timer } of held.values()) clearTimeout(timer)
      held.clear()
      await emptied
      await rm(folder, { recursive: true, force: true })
    },
  }
}
