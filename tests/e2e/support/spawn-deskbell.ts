import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchOptions } from '../../../scripts/lib/launch-options.mjs'

export interface SpawnedDeskbell {
  readonly child: ChildProcess
  /** Everything written to stderr until then. */
  said(): string
  /** @returns the exit code, null after a signal */
  readonly ended: Promise<number | null>
  /** Waits until the log tells that the desk receives. @returns the receiver's address */
  receiving(): Promise<string>
}

/** Starts Deskbell as a shell does, without Playwright's hold on it. It leads its own process group, as a terminal's job does. */
export function spawnDeskbell(dataDir: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): SpawnedDeskbell {
  const { executablePath, args: all, env: environment } = launchOptions({ args: ['--data-dir', dataDir, ...args], env })
  const child = spawn(executablePath, all, { env: environment, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  return {
    child,
    said: () => said,
    ended: new Promise((resolve) => child.once('exit', resolve)),
    async receiving() {
      let address: string | undefined
      await expect
        .poll(
          async () => {
            const log = await readFile(join(dataDir, 'logs', 'deskbell.log'), 'utf8').catch(() => '')
            address = /"event":"desk-started","address":"([^"]+)"/.exec(log)?.[1]
            return address
          },
          { timeout: 60_000 },
        )
        .toBeDefined()
      return address ?? ''
    },
  }
}
