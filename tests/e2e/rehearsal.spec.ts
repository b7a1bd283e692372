import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { providerNames } from '../../src/shared/words.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, providerCard, setSecret } from './support/pages.ts'

const tests = [
  { provider: 'calendly', event: 'invitee.created', status: 200 },
  { provider: 'cal-com', event: 'BOOKING_CREATED', status: 200 },
  { provider: 'smart-scheduler', event: 'appointment.created', status: 200 },
  { provider: 'healthcare', event: 'appointment.scheduled', status: 201 },
] as const

test('each provider’s test is accepted, marked as a test in the log, and removed with what it made', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  for (const { provider, event, status } of tests) {
    await setSecret(page, providerNames[provider], schemes[providers[provider].schemes[0]].generateSecret())
    const card = providerCard(page, providerNames[provider])
    await card.getByRole('button', { name: 'Send test webhook' }).click()
    await page.getByRole('menuitem', { name: event, exact: true }).click()
    await expect(card.getByRole('status')).toContainText(`${event}: answered ${status}`)
  }

  const last = providerCard(page, providerNames.healthcare)
  await last.getByRole('button', { name: 'Remove test data' }).click()
  await expect(last.getByRole('status')).toHaveCount(0)

  await openPage(page, 'Audit log')
  for (const { event } of tests.filter(({ provider }) => provider !== 'healthcare')) {
    const row = page.getByRole('row', { name: event })
    await expect(row).toContainText('Accepted')
    await expect(row).toContainText('Test')
  }
  await expect(page.getByRole('row', { name: 'appointment.scheduled' })).toHaveCount(0)
})

test('the sample day fills the calendar before any secret is set, and goes in one click', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await page.getByRole('button', { name: 'Try it with a sample day' }).click()
  await expect(page.getByText('60 sample deliveries')).toBeVisible()
  await openPage(page, 'Audit log')
  await expect(page.getByRole('row', { name: /Sample/ }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Remove', exact: true }).click()

  await expect(page.getByText('60 sample deliveries')).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Sample/ })).toHaveCount(0)
})

test('started with --sample-day the window shows it, and a sample is no reason to count anything', async ({ start }) => {
  const { page, receiving } = await start({ args: ['--port', '0', '--sample-day'] })
  await receiving()
  await expect(page.getByText('60 sample deliveries')).toBeVisible()
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('no delivery yet')
})
