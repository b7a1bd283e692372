import { mkdirSync } from 'node:fs'
import { expect, test } from '../e2e/support/deskbell.ts'
import { startFullOffice } from '../e2e/support/full-office.ts'
import { openPage } from '../e2e/support/pages.ts'
import { folder, resize, shootAll, wide } from './camera.ts'

test.setTimeout(240_000)

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
})
