import { portHandedOver } from '../../src/shared/port-names.ts'
import { openPage, setSecret } from './support/pages.ts'
import { expect, test } from './support/deskbell.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secret = 'the-secret-of-this-office-1'

/** The sample's appointment, moved to today: the calendar opens there. */
function bookedToday(): string {
  return sampleOf('calendly', 'composed-invitee-created').replaceAll('2026-03-05T', `${new Date().toISOString().slice(0, 10)}T`)
}

test('on an empty directory the window opens, says where it receives, and shows Providers first', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible()
  const health = await fetch(new URL('/health', receiver))
  expect({ status: health.status, body: await health.json() }).toEqual({ status: 200, body: { status: 'ok' } })
})

test('whoever goes to a page before the desk has answered stays there', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await openPage(page, 'Today')
  await page.addInitScript((handedOver) => {
    const held: MessagePort[][] = []
    const hold = (event: MessageEvent): void => {
      if (event.data !== handedOver) return
      event.stopImmediatePropagation()
      held.push([...event.ports])
    }
    window.addEventListener('message', hold)
    window.addEventListener('let-the-desk-answer', () => {
      window.removeEventListener('message', hold)
      for (const ports of held) window.dispatchEvent(new MessageEvent('message', { data: handedOver, ports, source: window }))
    })
  }, portHandedOver)
  await page.reload()
  await openPage(page, 'Settings')

  await page.evaluate(() => window.dispatchEvent(new Event('let-the-desk-answer')))

  await receiving()
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeVisible()
})

test('a signed booking is in the calendar without a click and in the log, and both are there after a restart', async ({ start }) => {
  const first = await start({ env: { TZ: 'UTC' } })
  const receiver = await first.receiving()
  await setSecret(first.page, 'Calendly', secret)
  await openPage(first.page, 'Calendar')

  const answer = await postSigned(receiver, 'calendly', bookedToday(), secret)

  expect(answer.status).toBe(200)
  await expect(first.page.getByText('John Doe').first()).toBeVisible()
  await openPage(first.page, 'Audit log')
  await expect(first.page.getByRole('row', { name: /invitee\.created/ })).toContainText('Accepted')
  expect(await first.quit()).toBe(0)

  const second = await start({ env: { TZ: 'UTC' } })
  await second.receiving()
  await openPage(second.page, 'Audit log')
  await expect(second.page.getByRole('row', { name: /invitee\.created/ })).toContainText('Accepted')
  await openPage(second.page, 'Calendar')
  await expect(second.page.getByText('John Doe').first()).toBeVisible()
})

test('a booking signed with another secret is in the log with its reason, and not in the calendar', async ({ start }) => {
  const { page, receiving } = await start({ env: { TZ: 'UTC' } })
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)

  const answer = await postSigned(receiver, 'calendly', bookedToday(), 'some other secret, not the office’s')

  expect(answer.status).toBe(401)
  await openPage(page, 'Audit log')
  const row = page.getByRole('row', { name: /Calendly/ })
  await expect(row).toContainText('Refused: not signed')
  await row.click()
  await expect(page.getByRole('complementary', { name: 'Delivery' }).getByText(/Signed with a different secret/)).toBeVisible()
  await openPage(page, 'Calendar')
  await expect(page.getByRole('heading', { name: 'Calendar' })).toBeVisible()
  await expect(page.getByText('John Doe')).toHaveCount(0)
})
