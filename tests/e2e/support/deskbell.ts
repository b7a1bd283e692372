import { _electron, expect, test as base } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchOptions } from '../../../scripts/lib/launch-options.mjs'
import { spawnDeskbell } from './spawn-deskbell.ts'
import type { SpawnedDeskbell } from './spawn-deskbell.ts'

export interface StartOptions {
  /** Our own command line, behind `--data-dir`; without one the receiver takes any free port. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningDeskbell {
  readonly app: ElectronApplication
  readonly page: Page
  /** Exceptions and errors of the page so far. */
  readonly complaints: readonly string[]
  /** Waits until the window says that it receives, in whichever of its languages. @returns the receiver's address, without a path */
  receiving(): Promise<string>
  readonly pid: number
  /** The exit code, null after a signal. */
  readonly ended: Promise<number | null>
  /** Quits as a person does. @returns the exit code, null after a signal */
  quit(): Promise<number | null>
}

/** The app ends itself within seconds; one that hangs must not hang the tests. */
const quitWithinMs = 30_000

interface Fixtures {
  /** A fresh directory, removed after the test. */
  readonly dataDir: string
  /** Starts Deskbell on `dataDir`; what still runs is ended after the test. */
  readonly start: (options?: StartOptions) => Promise<RunningDeskbell>
  /** Starts it on `dataDir` as a shell does, without a hold on its window; what still runs is killed after the test. */
  readonly spawn: (args: readonly string[]) => SpawnedDeskbell
}

export const test = base.extend<Fixtures>({
  dataDir: async ({}, provide) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-e2e-'))
    await provide(dataDir)
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  },
  start: async ({ dataDir }, provide) => {
    const running: RunningDeskbell[] = []
    await provide(async (options) => {
      const deskbell = await startDeskbell(dataDir, options)
      running.push(deskbell)
      return deskbell
    })
    for (const deskbell of running) await deskbell.quit()
    // What the page complains of is a fault of ours, whatever else the test looked at: an exception, or something that its policy refused.
    expect(running.flatMap(({ complaints }) => complaints)).toEqual([])
  },
  spawn: async ({ dataDir }, provide) => {
    const spawned: SpawnedDeskbell[] = []
    await provide((args) => {
      const deskbell = spawnDeskbell(dataDir, args, { ...vaultKey, ...ownDisplay() })
      spawned.push(deskbell)
      return deskbell
    })
    for (const { child, ended } of spawned) {
      child.kill('SIGKILL')
      await ended
    }
  },
})

const vaultKey = { DESKBELL_VAULT_KEY: '7e'.repeat(32) }

/** Where this worker's windows open: two on one display would take the focus from one another. */
export function ownDisplay(): Record<string, string> {
  const displays = (process.env['DESKBELL_DISPLAYS'] ?? '').split(', ')
  const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % displays.length] ?? ''
  return display === '' ? {} : { DISPLAY: display }
}

async function startDeskbell(dataDir: string, { args = ['--port', '0'], env = {} }: StartOptions = {}): Promise<RunningDeskbell> {
  // Hidden at first: Playwright waits for ever for a window whose page was loading already when it came to look.
  const app = await _electron.launch(
    launchOptions({
      args: ['--data-dir', dataDir, '--hidden', ...args],
      env: { ...vaultKey, ...ownDisplay(), ...env },
    }),
  )
  askAgainWhenLost(app)
  // Kept here: a process that has ended is no longer to be had from Playwright.
  const child = app.process()
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const complaints: string[] = []
  const opened = app.waitForEvent('window', { timeout: 60_000 })
  // What a click on the app's icon does on macOS.
  await app.evaluate(({ app: electron }) => void electron.emit('activate'))
  const page = await opened
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return {
    app,
    page,
    complaints,
    pid: child.pid!,
    ended,
    async receiving() {
      const words = page.getByRole('contentinfo').getByText(/^(?:Receiving on|Empfängt auf) /)
      // Longer than anything else: a machine that runs several of these at once takes its time to start one.
      await expect(words).toBeVisible({ timeout: 60_000 })
      return `http://${(await words.innerText()).split(' ').at(-1)}`
    },
    async quit() {
      if (child.exitCode === null && child.signalCode === null) {
        // The answer to the call is cut off by what it asks for.
        await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
      }
      const cutOff = setTimeout(() => child.kill('SIGKILL'), quitWithinMs)
      const code = await ended
      clearTimeout(cutOff)
      return code
    },
  }
}

/** Now and then Node's collector takes the promise by which the inspector waits for an answer. What was asked for is done again then. */
function askAgainWhenLost(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app) as (...given: unknown[]) => Promise<unknown>
  const askTwice = async (...given: unknown[]): Promise<unknown> => {
    try {
      return await ask(...given)
    } catch (error) {
      if (error instanceof Error && error.message.includes('promise was garbage collected')) return ask(...given)
      throw error
    }
  }
  app.evaluate = askTwice as typeof app.evaluate
}

export { expect }
