import { onTestFinished } from 'vitest'
import { readInternet } from '../../src/main/internet.ts'
import type { Internet } from '../../src/main/internet.ts'
import type { NativeNotice } from '../../src/main/desk/shell.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'
import type { TestDesk } from '../unit/desk/test-desk.ts'
import { forwardTo, serve } from './http-server.ts'
import { noShell } from './no-shell.ts'
import { createStandInCalendly } from './stand-ins/calendly.ts'
import type { StandInCalendly } from './stand-ins/calendly.ts'
import { temporaryFolder } from './temporary.ts'

export interface CalendlyOffice {
  readonly calendly: StandInCalendly
  readonly internet: Internet
  readonly dataDir: string
  /** Both sides' clock. */
  readonly clock: { nowMs: number }
  readonly told: NativeNotice[]
  /** A desk on the same data directory; at most one at a time. */
  start(options?: Parameters<typeof startTestDesk>[0]): Promise<TestDesk>
  /** Where the public address leads to. */
  leadTo(url: string): void
}

/** An office that Calendly's stand-in posts to, with a clock that the test moves. Nothing is connected yet. */
export async function openCalendlyOffice(nowMs = Date.now()): Promise<CalendlyOffice> {
  const clock = { nowMs }
  const now = (): number => clock.nowMs
  const calendly = await createStandInCalendly({ now })
  onTestFinished(() => calendly.close())
  let url = ''
  const port = await serve(forwardTo(() => url))
  const internet = readInternet(JSON.stringify({ calendly: calendly.url, publicAddresses: `http://127.0.0.1:${port}` }))
  const dataDir = temporaryFolder()
  const told: NativeNotice[] = []
  return {
    calendly,
    internet,
    dataDir,
    clock,
    told,
    async start(options = {}) {
      const shell = { ...noShell, notify: async (notice: NativeNotice) => void told.push(notice) }
      const started = await startTestDesk({ dataDir, internet, now, shell, ...options })
      url = started.url
      return started
    },
    leadTo: (address) => void (url = address),
  }
}

/** Gives the desk a public address and Calendly's token. */
export async function connectCalendly({ desk }: Pick<TestDesk, 'desk'>, { calendly }: Pick<CalendlyOffice, 'calendly'>): Promise<void> {
  await desk.settings.update({ publicAddress: 'https://desk.example.com', timeZone: 'UTC' })
  await desk.connections.connect({ provider: 'calendly', token: calendly.token, apiUrl: null, scope: null })
}
