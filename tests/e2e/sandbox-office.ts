import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import type { GoogleCalendar } from '../support/stand-ins/google/calendar.ts'
import { signInAt } from '../support/stand-ins/google-sign-in.ts'
import { startSandbox } from '../support/stand-ins/sandbox/start-sandbox.ts'
import type { Sandbox } from '../support/stand-ins/sandbox/start-sandbox.ts'
import { expect } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { openPage, providerCard } from './support/pages.ts'

/** Whose Google account it is. */
export const owner = 'dana.whitfield@office.example'
const hourMs = 3_600_000

export interface SandboxOffice {
  readonly sandbox: Sandbox
  readonly frontDesk: GoogleCalendar
  /** Starts Deskbell, on the same data and the same port each time. */
  open(): Promise<RunningDeskbell>
  /** An instant of today, on the office's clock. */
  at(hour: number): number
}

/** The sandbox, and Deskbell as `npm start -- --sandbox` starts it. */
export async function startSandboxOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
): Promise<SandboxOffice> {
  // Known before the desk is: it looks at its public address at once.
  const port = await freePort()
  const sandbox = await startSandbox({ receiver: () => `http://127.0.0.1:${port}`, timeZone: 'UTC' })
  const frontDesk = sandbox.google.calendars.find(({ summary }) => summary === 'Front desk')
  if (frontDesk === undefined) throw new Error('the sandbox has no calendar called Front desk')
  const provision = join(dataDir, 'provision.json')
  await writeFile(provision, JSON.stringify({ settings: { publicAddress: sandbox.publicAddress, timeZone: 'UTC' } }))
  return {
    sandbox,
    frontDesk,
    open: () =>
      start({ args: ['--port', String(port), '--provision', provision], env: { DESKBELL_INTERNET: sandbox.internet, TZ: 'UTC' } }),
    at: (hour) => Math.floor(Date.now() / (24 * hourMs)) * 24 * hourMs + hour * hourMs,
  }
}

/** Half an hour in Google's words. */
export function slot(startMs: number) {
  return { start: { atMs: startMs }, end: { atMs: startMs + hourMs / 2 } }
}

/** What Deskbell would open in the system's browser from now on. */
async function browserOf({ app }: RunningDeskbell): Promise<() => Promise<string>> {
  const opened = await app.evaluateHandle(({ shell }) => {
    const urls: string[] = []
    shell.openExternal = async (url) => void urls.push(url)
    return urls
  })
  return async () => {
    await expect.poll(async () => (await opened.jsonValue()).length).toBe(1)
    return (await opened.jsonValue())[0] ?? ''
  }
}

/** Presses the button, and allows on Google's page what it asks for. The page Providers is shown. */
export async function signIn(deskbell: RunningDeskbell, button: string): Promise<void> {
  const shown = await browserOf(deskbell)
  await providerCard(deskbell.page, 'Google Calendar').getByRole('button', { name: button }).click()
  await signInAt(await shown(), { email: owner })
}

/** As on the first day: the client, the sign-in, and which calendars. */
export async function followGoogle(deskbell: RunningDeskbell, { google }: Sandbox): Promise<void> {
  const { page } = deskbell
  await openPage(page, 'Providers')
  const card = providerCard(page, 'Google Calendar')
  await card.getByRole('textbox', { name: 'Client id' }).fill(google.client.id)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await signIn(deskbell, 'Sign in to Google')
  for (const name of [owner, 'Front desk']) {
    const follow = card.getByRole('switch', { name: `Follow ${name}` })
    // The card grows with the first one: a key does not miss it.
    await follow.press('Space')
    await expect(follow).toBeChecked()
  }
  await expect(card).toContainText('Follows 2 calendars')
}

export async function connectByToken(page: Page, name: string, token: string): Promise<void> {
  await openPage(page, 'Providers')
  await providerCard(page, name).getByRole('button', { name: 'Connect by token' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await dialog.getByRole('textbox').fill(token)
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog.getByRole('status', { name: 'Progress' })).toContainText('The subscription is made')
  await dialog.getByRole('button', { name: 'Done' }).click()
}

/** Deskbell has ended: as if that had been so many hours ago. */
export function beAwayFor(dataDir: string, hours: number): void {
  const store = new DatabaseSync(join(dataDir, 'deskbell.db'))
  store.prepare('UPDATE heartbeat SET alive_at_ms = alive_at_ms - ?').run(hours * hourMs)
  store.close()
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}
