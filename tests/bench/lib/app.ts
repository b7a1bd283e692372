import { _electron } from '@playwright/test'
import type { Page } from '@playwright/test'
import { benchVaultKey } from './vault-key.ts'
import { launchOptions } from '../../../scripts/lib/launch-options.mjs'

export interface RunningApp {
  readonly port: number
  readonly page: Page
  /** Milliseconds from the window's call to its answer, one call after the other, until `enough` says so. */
  roundTrips(enough: Promise<unknown>): Promise<number[]>
  stop(): Promise<void>
}

/** What the page's own script leaves for the measurement: its port, and how it asks for the desk's status. */
interface BenchWindow extends Window {
  benchPort?: MessagePort
  benchRequest?: string
  benchDone?: boolean
}

/** The real app with its window open. It has to be built already. */
export async function startApp(dataDir: string, provisionFile: string): Promise<RunningApp> {
  // Hidden at first: Playwright waits for ever for a window whose page was loading already when it came to look.
  const app = await _electron.launch(
    launchOptions({
      args: ['--data-dir', dataDir, '--hidden', '--port', '0', '--provision', provisionFile],
      env: { DESKBELL_VAULT_KEY: benchVaultKey },
    }),
  )
  // The window's connection is its own affair; asking for a second port would take the first one away from it. So we listen in.
  await app.context().addInitScript(() => {
    const page = window as BenchWindow
    window.addEventListener('message', ({ data, ports: [port] }) => {
      if (data !== 'deskbell:port-handed-over' || !port) return
      page.benchPort = port
      const post = port.postMessage.bind(port)
      port.postMessage = (message: unknown) => {
        if (typeof message === 'string' && message.includes('/desk/status')) page.benchRequest ??= message
        post(message)
      }
    })
  })
  const opened = app.waitForEvent('window')
  await app.evaluate(({ app: electron }) => void electron.emit('activate'))
  const page = await opened
  const words = page.getByText(/^Receiving on /)
  await words.waitFor()
  // The day is read.
  await page.getByRole('region', { name: 'The day at a glance' }).waitFor()
  const port = Number((await words.innerText()).split(':').at(-1))
  await page.waitForFunction(() => (window as BenchWindow).benchRequest !== undefined)
  return {
    port,
    page,
    async roundTrips(enough) {
      const measuring = page.evaluate(measureRoundTrips)
      await enough
      await page.evaluate(() => {
        ;(window as BenchWindow).benchDone = true
      })
      return measuring
    },
    stop: () => app.close(),
  }
}

/** Runs in the page. */
async function measureRoundTrips(): Promise<number[]> {
  const page = window as BenchWindow
  const { benchPort: port, benchRequest: request } = page
  if (!port || request === undefined) throw new Error('the window has not asked for the status yet')
  const parsed = JSON.parse(request) as Record<string, unknown>
  const times: number[] = []
  page.benchDone = false
  while (!page.benchDone) {
    const id = `bench-${times.length}`
    const answered = new Promise<void>((resolve) => {
      port.addEventListener('message', function listen({ data }) {
        if (typeof data !== 'string' || !data.includes(`"${id}"`)) return
        port.removeEventListener('message', listen)
        resolve()
      })
    })
    const sentAt = performance.now()
    port.postMessage(JSON.stringify({ ...parsed, i: id }))
    await answered
    times.push(performance.now() - sentAt)
    // A person does not ask as fast as the machine answers; and the window has its own work to do in between.
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
  return times
}
