import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/support/deskbell.ts'
import { startFullOffice } from '../e2e/support/full-office.ts'
import { openPage } from '../e2e/support/pages.ts'
import { folder, resize, shootAll, wide } from './camera.ts'

test.setTimeout(240_000)

const table = [
  'Date;Time;Duration;Client;E-mail;With;Kind',
  '30.11.2026;09:00;30;Ada Lovelace;ada@example.com;Mara Lind;Consultation',
  '30.11.2026;10:15;45;Grace Hopper;grace@example.com;Mara Lind;Interview',
  '01.12.2026;14:00;60;Alan Turing;alan@example.com;Jo Keller;Strategy session',
  '31.11.2026;14:00;60;Nobody;nobody@example.com;Jo Keller;Consultation',
].join('\r\n')

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click()
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
}

test('what leaves the desk, and who gets it', async ({ start, dataDir }) => {
  mkdirSync(folder, { recursive: true })
  const deskbell = await startFullOffice(start, dataDir, { settings: { language: 'en', staffName: 'Mara' } })
  const { page } = deskbell
  await resize(deskbell, wide)
  await openPage(page, 'Sharing')
  for (const name of ['Website', 'CRM']) {
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: 'Make the key' }).click()
    if (name === 'CRM') await shootAll(deskbell, 'new-key')
    await page.getByRole('button', { name: 'I have kept it' }).click()
  }
  await expect(page.getByRole('row')).toHaveCount(3)
  await shootAll(deskbell, 'keys')

  await openTab(page, 'Booking page')
  await shootAll(deskbell, 'booking-tab')

  await openTab(page, 'Subscriptions')
  const crm = createServer((request, response) => request.resume().on('end', () => response.writeHead(204).end()))
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve))
  await page.getByRole('button', { name: 'New subscription' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('CRM')
  await page.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${(crm.address() as AddressInfo).port}/deskbell`)
  await page.getByRole('checkbox', { name: /without encryption/ }).check()
  await page.getByRole('checkbox', { name: /may be a machine of this office/ }).check()
  await shootAll(deskbell, 'subscription')
  await page.getByRole('button', { name: 'Make the subscription' }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText(/Test taken/)).toBeVisible()
  // It belongs to its moment.
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Messages' }).click()
  await shootAll(deskbell, 'subscriptions')
  await page.keyboard.press('Escape')
  crm.closeAllConnections()
  crm.close()

  await openTab(page, 'Calendar feeds')
  await page.getByRole('button', { name: 'New feed' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Front desk phone')
  await shootAll(deskbell, 'feed')
  await page.getByRole('button', { name: 'Make the feed' }).click()
  await expect(page.getByRole('dialog', { name: /^Address of/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await shootAll(deskbell, 'feeds')

  await openTab(page, 'Import')
  await page.locator('input[type=file]').setInputFiles({ name: 'november.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await expect(page.getByText('november.csv')).toBeVisible()
  await shootAll(deskbell, 'import')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Import / })).toBeVisible()
  await shootAll(deskbell, 'import-check')

  await openTab(page, 'Other desks')
  await page.getByRole('switch', { name: 'Let other desks in' }).click()
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Jo Keller')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByRole('button', { name: 'I have handed it on' }).click()
  await shootAll(deskbell, 'other-desks')

  await openTab(page, 'Guide')
  await shootAll(deskbell, 'guide')
})
