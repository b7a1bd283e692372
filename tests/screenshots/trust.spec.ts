import { mkdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../e2e/support/deskbell.ts'
import { startFullOffice } from '../e2e/support/full-office.ts'
import { openPage, providerCard } from '../e2e/support/pages.ts'
import { postSigned, sampleOf } from '../e2e/support/post-signed.ts'
import { folder, resize, shootAll, wide } from './camera.ts'

test.setTimeout(240_000)

const [older, newer] = ['the-secret-of-this-office-1', 'the-secret-of-this-office-2']

async function replaceSecret(page: Page, secret: string): Promise<void> {
  const card = providerCard(page, 'Calendly')
  const replace = card.getByRole('button', { name: 'Replace' })
  if (!(await replace.isVisible())) await card.getByRole('button', { name: /^By hand/ }).click()
  await replace.click()
  await card.getByRole('textbox', { name: 'New signing secret' }).fill(secret)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card).toContainText(`ends …${secret.slice(-4)}`)
}

/** They belong to the moment. */
async function closeNotices(page: Page): Promise<void> {
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0, { timeout: 20_000 })
}

async function showSection(page: Page, name: string): Promise<void> {
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name, exact: true })
  await section.scrollIntoViewIfNeeded()
  await section.evaluate((element) => {
    const region = element.parentElement?.closest('[role="region"]')
    if (region) region.scrollTop += element.getBoundingClientRect().top - region.getBoundingClientRect().top - 12
  })
}

test('why a delivery was refused, what a replay would change, and what keeps all of it safe', async ({ start, dataDir }) => {
  mkdirSync(folder, { recursive: true })
  const deskbell = await startFullOffice(start, dataDir, { settings: { language: 'en', staffName: 'Mara' } })
  const { page, receiver } = deskbell
  await resize(deskbell, wide)
  await openPage(page, 'Providers')
  for (const secret of [older, newer]) await replaceSecret(page, secret)
  const card = providerCard(page, 'Calendly')
  await card.getByRole('button', { name: 'End it now' }).click()
  await page.getByRole('button', { name: 'Drop the previous secret' }).click()
  await expect(card.getByText('The previous one')).toHaveCount(0)
  await postSigned(receiver, 'calendly', sampleOf('calendly', 'composed-invitee-created'), older)

  await closeNotices(page)
  await openPage(page, 'Audit log')
  await page.getByRole('row').nth(1).click()
  const drawer: Locator = page.getByRole('complementary', { name: 'Delivery' })
  await expect(drawer.getByText('Signed with the previous secret')).toBeVisible()
  await shootAll(deskbell, 'refused')
  await drawer.getByRole('button', { name: /Accept the old secret/ }).click()
  await expect(drawer).toContainText('it would be accepted now')
  await closeNotices(page)
  await page.keyboard.press('r')
  await expect(drawer.getByText('Replay: what would change')).toBeVisible()
  await shootAll(deskbell, 'replay')
  await page.keyboard.press('Escape')

  await showSection(page, 'Backups')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByRole('region', { name: 'Backups', exact: true }).getByText('No backup yet')).toHaveCount(0)
  await closeNotices(page)
  for (const [name, title] of [
    ['guards', 'Guards'],
    ['chain', 'The log’s chain'],
    ['kept', 'What is kept'],
    ['backups', 'Backups'],
  ] as const) {
    await shootAll(deskbell, name, () => showSection(page, title))
  }
})
