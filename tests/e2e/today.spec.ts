import type { Page } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, resize } from './support/pages.ts'
import { members, startBusyOffice } from './today-office.ts'

/** An appointment in the grid, as it says itself: with its client and how it stands. */
function card(page: Page, client: string, status: string) {
  return page.getByRole('cell').getByRole('button', { name: new RegExp(`${client}, .*Smart-Scheduler, ${status}`) })
}

/** A number of the strip. */
function counted(page: Page, words: string) {
  return page.getByRole('region', { name: 'The day at a glance' }).getByRole('button', { name: words })
}

function drawerOf(page: Page) {
  return page.getByRole('complementary', { name: 'Appointment' })
}

test('the day of twelve people is done by keyboard only: arrived, taken back, no-show, done, cancelled with a reason, opened, settled', async ({
  start,
  dataDir,
}) => {
  // A hundred and twenty deliveries and forty keys, each looked at.
  test.slow()
  const office = await startBusyOffice(start, dataDir)
  const { page } = office
  const { keyboard } = page
  await resize(office, 1440, 900)

  // It is the start page, and everybody is on it.
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await expect(page.getByRole('columnheader')).toHaveCount(members.length)
  await expect(page.locator('[data-appointment]')).toHaveCount(120)
  await expect(counted(page, 'Scheduled 120')).toBeVisible()
  await expect(counted(page, 'To settle · 60')).toBeVisible()
  await expect(page.getByRole('region', { name: 'The day at a glance' })).toContainText('Fay Berg with Anna Berg')

  // The arrows begin at what goes on now.
  await keyboard.press('ArrowDown')
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeFocused()
  await keyboard.press('u')
  await expect(page.getByText('Nothing that was said of Emil Berg at the desk is left to take back.')).toBeVisible()
  await keyboard.press('a')
  await expect(card(page, 'Emil Berg', 'arrived')).toBeFocused()
  await expect(page.getByText('Emil Berg arrived')).toBeVisible()
  await expect(counted(page, 'Arrived 1')).toBeVisible()
  await expect(counted(page, 'To settle · 59')).toBeVisible()

  await keyboard.press('u')
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeFocused()
  await expect(counted(page, 'Arrived 0')).toBeVisible()
  await expect(counted(page, 'To settle · 60')).toBeVisible()

  await keyboard.press('ArrowUp')
  await keyboard.press('n')
  await expect(card(page, 'Dora Berg', 'no-show')).toBeFocused()
  await keyboard.press('ArrowRight')
  await keyboard.press('d')
  await expect(card(page, 'Dora Cole', 'completed')).toBeFocused()

  await keyboard.press('ArrowDown')
  await keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'Cancel the appointment of Emil Cole' })
  await expect(dialog).toContainText('Smart-Scheduler does not learn of this')
  await keyboard.press('2')
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('Wants another time')
  await keyboard.press('Enter')
  await expect(card(page, 'Emil Cole', 'cancelled')).toBeFocused()

  // Escape leaves everything as it was.
  await keyboard.press('ArrowDown')
  await keyboard.press('c')
  await expect(page.getByRole('dialog', { name: 'Cancel the appointment of Fay Cole' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(card(page, 'Fay Cole', 'scheduled')).toBeFocused()
  for (const words of ['Scheduled 117', 'Completed 1', 'No-show 1', 'Cancelled 1', 'To settle · 57']) {
    await expect(counted(page, words)).toBeVisible()
  }

  await keyboard.press('ArrowUp')
  await keyboard.press('Enter')
  const drawer = drawerOf(page)
  await expect(drawer.getByRole('heading', { name: /^Emil Cole/ })).toBeVisible()
  await expect(drawer.getByRole('region', { name: 'The desk and the provider disagree' })).toContainText(
    /The desk says “Cancelled” \(Mara, .*\)\.\s*Smart-Scheduler says “Scheduled”/,
  )
  const history = drawer.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect(history).toHaveText([/Mara at the desk: cancelled: “Wants another time”/, /Smart-Scheduler: booked for/])
  // What was said in the drawer is said of the one that it shows.
  await keyboard.press('u')
  await expect(drawer.getByRole('heading', { name: /Emil Cole Scheduled/ })).toBeVisible()
  await expect(history.first()).toContainText('Mara at the desk: taken back')
  await keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(card(page, 'Emil Cole', 'scheduled')).toBeFocused()

  await keyboard.press('s')
  const settling = page.getByRole('dialog', { name: 'Appointments to settle' })
  const lines = settling.getByRole('listitem')
  await expect(lines).toHaveCount(58)
  await expect(lines.first()).toBeFocused()
  await expect(lines.first()).toContainText('Jane Berg')
  await keyboard.press('ArrowDown')
  await keyboard.press('a')
  await expect(lines).toHaveCount(57)
  await expect(settling.getByText('Jane Cole')).toHaveCount(0)
  // The next one has taken its place.
  await expect(lines.nth(1)).toBeFocused()
  await keyboard.press('n')
  await expect(lines).toHaveCount(56)
  await keyboard.press('u')
  await expect(lines).toHaveCount(57)
  // One above goes by itself: it is still the next one that takes the place of what is settled.
  const focused = lines.nth(1)
  await focused.focus()
  const next = await lines.nth(2).innerText()
  await office.cancel(0, 0)
  await expect(lines).toHaveCount(56)
  await expect(lines.first()).toBeFocused()
  await keyboard.press('n')
  await expect(lines).toHaveCount(55)
  await expect(lines.first()).toBeFocused()
  expect(await lines.first().innerText()).toBe(next)
  await keyboard.press('Escape')
  await expect(settling).toHaveCount(0)
  await expect(counted(page, 'To settle · 55')).toBeVisible()
})

test('a name is found by typing it, and one status is shown by a click on its number', async ({ start, dataDir }) => {
  const office = await startBusyOffice(start, dataDir, { amount: 3 })
  const { page } = office
  const shown = page.locator('[data-appointment]')
  await expect(shown).toHaveCount(30)

  await page.keyboard.press('/')
  await page.keyboard.type('fay di')
  await expect(shown).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(card(page, 'Fay Diaz', 'scheduled')).toBeFocused()
  await page.keyboard.press('a')
  await expect(card(page, 'Fay Diaz', 'arrived')).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(shown).toHaveCount(30)

  await counted(page, 'Arrived 1').click()
  await expect(shown).toHaveCount(1)
  await expect(card(page, 'Fay Diaz', 'arrived')).toBeVisible()
  await counted(page, 'Arrived 1').click()
  await expect(shown).toHaveCount(30)

  await page.keyboard.press('/')
  await page.keyboard.type('nobody is called so')
  await expect(page.getByText('No appointment of today fits.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(shown).toHaveCount(30)
})

test('what was said is taken back by the button of its toast, and by the key on its appointment when the toast is gone', async ({
  start,
  dataDir,
}) => {
  const { page } = await startBusyOffice(start, dataDir, { amount: 2 })
  const toast = (words: string) => page.getByRole('alert').filter({ hasText: words })
  await expect(page.locator('[data-appointment]')).toHaveCount(20)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('a')
  await toast('Emil Berg arrived').getByRole('button', { name: 'Undo' }).click()
  await expect(toast('Taken back: Emil Berg arrived')).toBeVisible()
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeVisible()

  // A click beside everything leaves the appointments, also from a toast that goes only after it.
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeFocused()
  await toast('Taken back: Emil Berg arrived').getByRole('button', { name: 'Close' }).focus()
  await page.getByRole('heading', { name: 'Today' }).click()
  await expect(toast('Taken back: Emil Berg arrived')).toHaveCount(0)
  await expect(page.locator('body')).toBeFocused()

  // The newer gesture's toast takes the place of the older one's.
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeFocused()
  await page.keyboard.press('n')
  await expect(toast('Emil Berg did not come')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Fay Berg', 'scheduled')).toBeFocused()
  await page.keyboard.press('a')
  await expect(toast('Fay Berg arrived')).toBeVisible()
  await expect(toast('Emil Berg did not come')).toHaveCount(0)
  await toast('Fay Berg arrived').getByRole('button', { name: 'Close' }).click()
  await expect(toast('Fay Berg arrived')).toHaveCount(0)

  await card(page, 'Emil Berg', 'no-show').focus()
  await page.keyboard.press('u')
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeFocused()
  await expect(card(page, 'Fay Berg', 'arrived')).toBeVisible()
})

test('in a narrow window the members stand on two pages, turned by keys, and the present comes back by one', async ({ start, dataDir }) => {
  const office = await startBusyOffice(start, dataDir)
  const { page } = office
  await resize(office, 1024, 700)
  const headers = page.getByRole('columnheader')
  await expect(headers).toHaveCount(8)
  await expect(page.getByText('Anna Berg to Hugo Jansen, page 1 of 2')).toBeVisible()

  await page.keyboard.press('.')
  await expect(headers).toHaveCount(4)
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Emil Klein', 'scheduled')).toBeFocused()
  await page.keyboard.press(',')
  await expect(headers).toHaveCount(8)

  // The arrows go on to the members of the other page.
  for (let step = 0; step < 9; step += 1) await page.keyboard.press(step === 0 ? 'ArrowDown' : 'ArrowRight')
  await expect(card(page, 'Emil Klein', 'scheduled')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, 'Emil Jansen', 'scheduled')).toBeFocused()

  // On a page that has no card left nobody waits for one: what is typed next goes where it is typed.
  const field = page.getByRole('searchbox')
  await page.keyboard.press('/')
  await page.keyboard.type('berg')
  await page.keyboard.press('Enter')
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(headers).toHaveCount(4)
  await page.keyboard.press('/')
  await field.fill('klein')
  await expect(card(page, 'Emil Klein', 'scheduled')).toBeVisible()
  await expect(field).toBeFocused()
  await field.fill('')
  await page.getByRole('heading', { name: 'Today' }).click()
  await page.keyboard.press(',')
  await expect(headers).toHaveCount(8)

  // Whoever looked at the small hours is back in the present by one key.
  await page.getByRole('cell', { name: 'Anna Berg' }).hover()
  await page.mouse.wheel(0, -5000)
  await expect(card(page, 'Emil Berg', 'scheduled')).not.toBeInViewport()
  await page.keyboard.press('t')
  await expect(card(page, 'Emil Berg', 'scheduled')).toBeInViewport()
})

test('nothing of the page, its drawer, its list and its question fails the checks of access, in light and in dark', async ({
  start,
  dataDir,
}) => {
  // Six times every rule on a page full of cards.
  test.slow()
  const { page } = await startBusyOffice(start, dataDir, { amount: 3 })
  await expect(page.locator('[data-appointment]')).toHaveCount(30)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('n')
  await expect(card(page, 'Emil Berg', 'no-show')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(drawerOf(page).getByRole('region', { name: 'History' })).toContainText('Mara at the desk: marked as a no-show')
  await expectNoViolations(page)
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog', { name: /Cancel the appointment/ })).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Appointments to settle' })).toBeVisible()
  await expectNoViolations(page)
})

test('the page speaks German once the office does', async ({ start, dataDir }) => {
  const { page } = await startBusyOffice(start, dataDir, { amount: 2 })
  await expect(page.locator('[data-appointment]')).toHaveCount(20)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('deutsch')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Heute', level: 1 })).toBeVisible()
  // Everything is drawn anew in the other language.
  await expect(page.locator('[data-appointment]')).toHaveCount(20)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('cell').getByRole('button', { name: /Emil Berg/ })).toBeFocused()
  await page.keyboard.press('a')
  await expect(page.getByText('Emil Berg ist da')).toBeVisible()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Termin' })
  await expect(drawer.getByRole('region', { name: 'Verlauf' })).toContainText('Mara am Empfang: ')
  await expect(page.getByRole('region', { name: 'Der Tag auf einen Blick' })).toContainText('Als Nächstes')
  // A message that is missing shows its key.
  await expect(page.locator('main')).not.toContainText(/(today|gestures)\.[a-z]|appointment\.(?!created)[a-z]/)
})

test('before anything came the page says what will be here, and brings a sample day, which is not counted', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await openPage(page, 'Today')
  await expect(page.getByText('No appointments yet')).toBeVisible()
  await page.getByRole('button', { name: 'Try it with a sample day' }).click()
  await expect(page.getByRole('region', { name: 'The day at a glance' })).toContainText(/\d+ tests and samples, not counted/)
  await expect(counted(page, 'Scheduled 0')).toBeVisible()
  await expect(page.locator('[data-appointment]').first()).toBeVisible()
})
