import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/support/deskbell.ts'
import type { RunningDeskbell } from '../e2e/support/deskbell.ts'
import { openPage, providerCard } from '../e2e/support/pages.ts'
import { signInAt } from '../support/stand-ins/google-sign-in.ts'
import { demoClients } from '../support/stand-ins/sandbox/office.ts'
import { makeTenChanges } from '../support/stand-ins/sandbox/panel.ts'
import { startSandbox } from '../support/stand-ins/sandbox/start-sandbox.ts'
import type { Sandbox } from '../support/stand-ins/sandbox/start-sandbox.ts'
import { folder, resize, shootAll, wide } from './camera.ts'

test.setTimeout(300_000)

/** Gaps shorter than a minute are not told. */
const awayMs = 70_000

/** Signs in as a person does, in a browser that is none, and follows everything. */
async function signIn({ app, page }: RunningDeskbell, { google }: Sandbox): Promise<void> {
  const opened = await app.evaluateHandle(({ shell }) => {
    const urls: string[] = []
    shell.openExternal = async (url) => void urls.push(url)
    return urls
  })
  const card = providerCard(page, 'Google Calendar')
  await card.getByRole('textbox', { name: 'Client id' }).fill(google.client.id)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await card.getByRole('button', { name: 'Sign in to Google' }).click()
  await expect.poll(async () => (await opened.jsonValue()).length).toBe(1)
  const [url = ''] = await opened.jsonValue()
  await signInAt(url, { email: 'dana.whitfield@office.example' })
  for (const name of ['dana.whitfield@office.example', 'Front desk']) {
    await card.getByRole('switch', { name: `Follow ${name}` }).click({ force: true })
  }
  await expect(card).toContainText('Follows 2 calendars')
}

async function connect(page: Page, name: string, token: string): Promise<void> {
  await providerCard(page, name).getByRole('button', { name: 'Connect by token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(token)
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
}

async function showCard(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: 'The providers at a glance' }).getByRole('button', { name }).click()
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

test('how providers are connected, and what is told after being away', async ({ start, dataDir }) => {
  mkdirSync(folder, { recursive: true })
  // Known before the desk is: it looks at its public address at once.
  const port = await freePort()
  const sandbox = await startSandbox({ receiver: () => `http://127.0.0.1:${port}`, timeZone: 'America/New_York' })
  const provision = join(dataDir, 'provision.json')
  const settings = { publicAddress: sandbox.publicAddress, language: 'en', timeZone: 'America/New_York', staffName: 'Mara' }
  await writeFile(provision, JSON.stringify({ settings }))
  const open = () => start({ args: ['--port', String(port), '--provision', provision], env: { DESKBELL_INTERNET: sandbox.internet } })
  const deskbell = await open()
  await deskbell.receiving()
  const { page } = deskbell
  await resize(deskbell, wide)

  await providerCard(page, 'Calendly').getByRole('button', { name: 'Connect by token' }).click()
  await shootAll(deskbell, 'connect-token')
  await page.keyboard.press('Escape')
  await connect(page, 'Calendly', sandbox.calendly.token)
  await connect(page, 'Cal.com', sandbox.calCom.token)
  await signIn(deskbell, sandbox)
  // Without the first steps, as on every later day.
  await openPage(page, 'Today')
  await openPage(page, 'Providers')
  // What was said of it belongs to its moment.
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0, { timeout: 30_000 })
  await shootAll(deskbell, 'connected', () => showCard(page, 'Calendly'))
  await shootAll(deskbell, 'google', () => showCard(page, 'Google Calendar'))
  await shootAll(deskbell, 'clinic', () => showCard(page, 'Clinic'))
  await providerCard(page, 'Smart-Scheduler').getByRole('button', { name: 'Connect by token' }).click()
  await shootAll(deskbell, 'connect-address')
  await page.keyboard.press('Escape')
  await openPage(page, 'Settings')
  await shootAll(deskbell, 'public-address', () => page.locator('#public-address').evaluate((section) => section.scrollIntoView()))

  await deskbell.quit()
  for (const [index, panel] of sandbox.panels.entries()) {
    if (panel.id === 'calendly' || panel.id === 'google')
      makeTenChanges(panel, { nowMs: Date.now(), people: demoClients, minute: index * 15 })
  }
  sandbox.calendly.disableSubscription()
  await new Promise((resolve) => setTimeout(resolve, awayMs))
  const back = await open()
  await back.receiving()
  await openPage(back.page, 'Today')
  await expect(back.page.getByText(/recovered, .*subscription was disabled and has been renewed/u).first()).toBeVisible({ timeout: 60_000 })
  await expect(back.page.locator('[data-new], .mantine-Notification-root')).toHaveCount(0, { timeout: 30_000 })
  await shootAll(back, 'away')

  sandbox.calendly.revokeToken()
  await openPage(back.page, 'Providers')
  await providerCard(back.page, 'Calendly').getByRole('button', { name: 'Read now' }).click()
  // A failure stays until it is closed.
  await back.page.locator('.mantine-Notification-closeButton').click()
  await expect(back.page.locator('.mantine-Notification-root')).toHaveCount(0)
  await back.page.getByRole('button', { name: '1 alert goes on' }).click()
  await shootAll(back, 'alerts')
  await back.quit()
  await sandbox.close()
})
