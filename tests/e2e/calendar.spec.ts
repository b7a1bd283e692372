import type { Page } from '@playwright/test'
import { book, bookAtClinic, showView, startOffice } from './calendar-office.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage } from './support/pages.ts'

const jane = { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 45 }
const bob = { id: 'b', client: 'Bob Ray', host: 'Ben Cole', at: '11:00', minutes: 15, type: 'initial_consultation' }
const views = ['Day', 'Week', 'Month', 'List', 'Team']

function card(page: Page, name: string | RegExp) {
  return page.getByRole('button', { name })
}

/** Gives the focus back to the page, as a click beside everything does. */
async function unfocus(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Calendar' }).click()
}

test('a new booking arrives without a click and carries its mark for a while; every view shows it, by its button and by its key', async ({
  start,
  dataDir,
}) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await expect(page.getByText('No appointments yet')).toBeVisible()

  await book(receiver, jane)

  await expect(card(page, /Jane Doe/)).toContainText('New')
  await book(receiver, bob)
  for (const view of views) {
    await page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click()
    await expect(card(page, /Jane Doe, Strategy session with Anna Berg, Smart-Scheduler, scheduled/)).toBeVisible()
    await expect(card(page, /Bob Ray/)).toBeVisible()
  }
  await unfocus(page)
  for (const [key, view] of Object.entries({ d: 'Day', w: 'Week', m: 'Month', l: 'List', t: 'Team' })) {
    await showView(page, key)
    await expect(page.getByRole('radio', { name: view })).toBeChecked()
    await expect(card(page, /Bob Ray/)).toBeVisible()
  }
  await expect(card(page, /Jane Doe/)).not.toContainText('New')
})

test('a consultation of a quarter of an hour is a chip with its minutes on it, and nothing else is', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await book(receiver, jane)
  await book(receiver, bob)
  await book(receiver, { ...bob, id: 'c', client: 'Long Talk', at: '13:00', minutes: 30 })
  await showView(page, 'd')

  await expect(card(page, /Bob Ray.*15 minutes/)).toBeVisible()
  await expect(card(page, /Jane Doe|Long Talk/)).toHaveCount(2)
  await expect(card(page, /Jane Doe/)).not.toHaveAccessibleName(/minutes/)
  await expect(card(page, /Long Talk/)).not.toHaveAccessibleName(/minutes/)
  const roundness = (name: RegExp): Promise<string> =>
    card(page, name)
      .locator('[data-appointment]')
      .evaluate((element) => getComputedStyle(element).borderTopLeftRadius)
  expect([await roundness(/Bob Ray/), await roundness(/Jane Doe/), await roundness(/Long Talk/)]).toEqual(['999px', '3px', '3px'])
  await expect(card(page, /Bob Ray/).getByText('15', { exact: true })).toBeVisible()
})

test('filters, view and colouring are remembered over a restart; cancelled appointments are shown or hidden', async ({
  start,
  dataDir,
}) => {
  const first = await startOffice(start, dataDir)
  const { page } = first
  await openPage(page, 'Calendar')
  await book(first.receiver, jane)
  await book(first.receiver, bob)
  await book(first.receiver, { ...bob, id: 'c', client: 'Cleo Lu', at: '14:00', type: 'interview' })
  await book(first.receiver, { ...jane, event: 'appointment.cancelled' })
  await bookAtClinic(first.receiver, '12:00')
  await showView(page, 'd')
  await expect(card(page, /Jane Doe.*cancelled/)).toBeVisible()
  await expect(card(page, /Clinic/).locator('[data-appointment]')).toBeVisible()

  await page.getByRole('switch', { name: 'Cancelled' }).click()
  await page.getByRole('button', { name: 'Clinic', exact: true }).click()
  await page.getByRole('button', { name: 'Type' }).click()
  await page.getByRole('checkbox', { name: 'Interview' }).click()
  await page.keyboard.press('Escape')

  const shown = (on: Page) => on.locator('[data-appointment]')
  await expect(shown(page)).toHaveCount(1)
  await expect(card(page, /Cleo Lu, Interview/)).toBeVisible()
  await first.quit()

  const second = await startOffice(start, dataDir)
  await openPage(second.page, 'Calendar')
  await expect(second.page.getByRole('radio', { name: 'Day' })).toBeChecked()
  await expect(card(second.page, /Cleo Lu/)).toBeVisible()
  await expect(shown(second.page)).toHaveCount(1)
  await expect(second.page.getByRole('button', { name: 'Clinic', exact: true })).toHaveAttribute('aria-pressed', 'false')

  await second.page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(shown(second.page)).toHaveCount(4)
})

test('the keys move between appointments, open and close the drawer, page on and back, and find', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await book(receiver, jane)
  await book(receiver, bob)
  await unfocus(page)
  await showView(page, 'd')
  await expect(card(page, /Bob Ray/)).toBeVisible()

  await page.keyboard.press('ArrowDown')
  await expect(card(page, /Jane Doe/)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, /Bob Ray/)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Appointment' })
  await expect(drawer.getByRole('heading', { name: /Jane Doe/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(card(page, /Jane Doe/)).toBeFocused()

  await unfocus(page)
  await page.keyboard.press('ArrowRight')
  await expect(card(page, /Jane Doe/)).toHaveCount(0)
  await expect(page.getByText('No appointments in these days.')).toBeVisible()
  await page.keyboard.press('t')
  await expect(card(page, /Jane Doe/)).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type('bob')
  await expect(card(page, /Jane Doe/)).toHaveCount(0)
  await expect(card(page, /Bob Ray/)).toBeVisible()
})

test('the drawer tells everything, with a history that leads to the delivery, and shows markup as text', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await book(receiver, { ...jane, client: '<img src=x onerror=alert(1)> Mallory' })
  await card(page, /Mallory/).click()

  const drawer = page.getByRole('complementary', { name: 'Appointment' })
  await expect(drawer.getByRole('heading', { name: '<img src=x onerror=alert(1)> Mallory' })).toBeVisible()
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
  await expect(drawer.getByRole('region', { name: 'When' })).toContainText('45 min')
  await expect(drawer.getByRole('region', { name: 'Who' })).toContainText('Anna Berg, advisor')
  const history = drawer.getByRole('region', { name: 'History' })
  await expect(history.getByRole('listitem')).toHaveText([/Smart-Scheduler: booked for .*appointment\.created · delivery \d+$/])

  await history.getByRole('button', { name: /^delivery/ }).click()
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('appointment.created')
})

test('axe finds nothing in any view nor in the drawer, in light and in dark', async ({ start, dataDir }) => {
  // Twelve whole-page analyses.
  test.slow()
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await book(receiver, jane)
  await book(receiver, bob)
  await book(receiver, { ...bob, event: 'appointment.cancelled' })
  await bookAtClinic(receiver, '12:00')
  // The tooltip of the page's button is open until the pointer leaves it.
  await page.mouse.move(600, 400)
  await unfocus(page)
  for (const [key, view] of Object.entries({ d: 'Day', w: 'Week', m: 'Month', l: 'List', t: 'Team' })) {
    await showView(page, key)
    await expect(page.getByRole('radio', { name: view })).toBeChecked()
    await expect(card(page, /Clinic, scheduled/)).toBeVisible()
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await expectNoViolations(page)
  }
  await card(page, /Jane Doe/).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible()
  await expectNoViolations(page)
})
