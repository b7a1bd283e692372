import type { Locator, Page } from '@playwright/test'
import { book, bookAtCalendly, showView, startOffice } from './calendar-office.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage } from './support/pages.ts'

const lines = (page: Page): Locator =>
  page
    .getByRole('grid', { name: 'Clients' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
const client = (page: Page): Locator => page.getByRole('region', { name: 'Client', exact: true })
const part = (page: Page, name: string): Locator => client(page).getByRole('region', { name, exact: true })
const members = (page: Page): Locator => page.getByRole('list', { name: 'Team' }).getByRole('listitem')

test('a client is found by a part of the phone, opened by key, and a note on them survives a restart', async ({ start, dataDir }) => {
  const { page, receiver, quit } = await startOffice(start, dataDir)
  await book(receiver, { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 30 })
  await book(receiver, { id: 'b', client: 'Bob Ray', host: 'Anna Berg', at: '11:00', minutes: 30 })
  await openPage(page, 'People')
  await expect(lines(page)).toHaveCount(2)

  await page.keyboard.press('/')
  await page.keyboard.type('doe')
  await expect(lines(page)).toHaveText([/^Jane Doe/])
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: 'Find clients' }).blur()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(client(page).getByRole('heading', { name: 'Jane Doe', level: 2 })).toBeVisible()

  await page.keyboard.press('e')
  await client(page).getByRole('textbox', { name: 'Phone' }).fill('+49 (0)151 234-567 89')
  await page.keyboard.press('Enter')
  await expect(part(page, 'Contact data')).toContainText('+49 (0)151 234-567 89')
  await page.keyboard.press('w')
  await page.keyboard.type('Prefers mornings.')
  await page.keyboard.press('Control+Enter')
  await expect(part(page, 'Notes').getByRole('status')).toHaveText('Saved')
  await expect(part(page, 'History')).toContainText('Notes changed by')
  await quit()

  const again = await startOffice(start, dataDir)
  await expect(part(again.page, 'Notes').getByRole('textbox')).toHaveValue('Prefers mornings.')
  await again.page.getByRole('button', { name: 'Close the client' }).click()
  await again.page.keyboard.press('/')
  await again.page.keyboard.type('0151 2345')
  await expect(lines(again.page)).toHaveText([/^Jane Doe/])
})

test('a note that is not saved yet when the page is left is saved all the same', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await book(receiver, { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 30 })
  await openPage(page, 'People')
  await lines(page).first().click()
  await page.keyboard.press('w')
  await page.keyboard.type('Left at once')
  await openPage(page, 'Calendar')
  await openPage(page, 'People')
  await expect(part(page, 'History')).toContainText('Left at once')
  await expect(part(page, 'Notes').getByRole('textbox')).toHaveValue('Left at once')
})

test('two records of one person are merged after a look at both, and taken apart again', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await bookAtCalendly(receiver, '09:00')
  await book(receiver, { id: 'b', client: 'John Doe', host: 'Anna Berg', at: '23:00', minutes: 30 })
  await openPage(page, 'People')
  await expect(lines(page)).toHaveCount(2)
  await lines(page).filter({ hasText: 'johndoe@example.com' }).click()

  // The one who has the same name is offered; the search finds them too.
  await expect(client(page).getByRole('alert')).toContainText('same name')
  await client(page).getByRole('heading', { level: 2 }).click()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('john')
  await dialog.getByRole('listitem').filter({ hasNotText: 'johndoe@example.com' }).getByRole('button').click()
  await expect(dialog.getByRole('columnheader', { name: 'This client' })).toBeVisible()
  const emails = dialog.getByRole('row', { name: /E-mail/ }).getByRole('radio')
  await expect(emails).toHaveCount(2)
  await emails.last().click()
  await dialog.getByRole('button', { name: 'Merge' }).click()

  await expect(lines(page)).toHaveCount(1)
  await expect(part(page, 'Contact data')).not.toContainText('johndoe@example.com')
  const records = part(page, 'Records')
  await expect(records).toContainText('From Calendly')
  await expect(records).toContainText('From Smart-Scheduler')
  await expect(part(page, 'Appointments').getByRole('listitem')).toHaveCount(2)

  await part(page, 'Appointments').getByRole('button').filter({ hasText: 'Anna Berg' }).click()
  const drawer = page.getByRole('complementary', { name: 'Appointment' })
  await expect(drawer.getByRole('region', { name: 'Who' })).toContainText('2 appointments')
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)

  await part(page, 'History').getByRole('button', { name: 'Take apart' }).click()
  await expect(lines(page)).toHaveCount(2)
  await expect(part(page, 'Contact data')).toContainText('johndoe@example.com')
  await expect(part(page, 'Appointments').getByRole('listitem')).toHaveCount(1)
  await expect(part(page, 'History')).toContainText('Taken apart from')

  // Once more, and taken back by the key of its toast.
  await client(page).getByRole('button', { name: 'Compare' }).click()
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(lines(page)).toHaveCount(1)
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('u')
  await expect(lines(page)).toHaveCount(2)
})

test('the team’s order, by key and by drag, and its colours are those of the calendar', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await book(receiver, { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 30 })
  await book(receiver, { id: 'b', client: 'Bob Ray', host: 'Ben Cole', at: '10:00', minutes: 30 })
  await openPage(page, 'People')
  await page.keyboard.press(']')
  await expect(members(page)).toHaveText([/^Anna Berg/, /^Ben Cole/])

  await page.keyboard.press('+')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Cleo Lu')
  await dialog.getByRole('button', { name: 'Add' }).click()
  const drawer = page.getByRole('complementary', { name: 'Team member' })
  await expect(drawer.getByRole('heading', { name: 'Cleo Lu' })).toBeVisible()
  await page.keyboard.press('Escape')

  await members(page).filter({ hasText: 'Anna Berg' }).getByRole('button').click()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(members(page)).toHaveText([/^Ben Cole/, /^Anna Berg/, /^Cleo Lu/])
  await members(page)
    .filter({ hasText: 'Cleo Lu' })
    .dragTo(members(page).filter({ hasText: 'Ben Cole' }))
  await expect(members(page)).toHaveText([/^Cleo Lu/, /^Ben Cole/, /^Anna Berg/])

  await drawer.getByRole('button', { name: 'Plum' }).click()
  await expect(drawer.getByRole('button', { name: 'Plum' })).toHaveAttribute('aria-pressed', 'true')
  await drawer.getByRole('combobox', { name: 'Role' }).fill('Coach')
  await page.keyboard.press('Enter')
  await drawer.getByRole('button', { name: 'Set working hours' }).click()
  await expect(members(page).filter({ hasText: 'Anna Berg' })).toContainText(/Coach.*Mon–Fri 09:00–17:00/)
  await expect(drawer.getByRole('region', { name: 'History' })).toContainText('Automatic → Plum')

  await openPage(page, 'Calendar')
  await expect(page.getByRole('heading', { name: 'Calendar', level: 1 })).toBeVisible()
  await showView(page, 't')
  const headers = page.getByRole('columnheader')
  await expect(headers).toHaveText([/^Cleo Lu/, /^Ben Cole/, /^Anna Berg/])
  await page.getByRole('button', { name: 'Legend' }).click()
  await page.getByRole('dialog', { name: 'Legend' }).getByText('Host', { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('cell', { name: 'Anna Berg' }).locator('[data-tint="4"]')).toHaveCount(1)
})

test('people’s screens pass axe in light and dark', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'People')
  await expect(page.getByText('No clients yet')).toBeVisible()
  await expectNoViolations(page)

  await bookAtCalendly(receiver, '09:00')
  await book(receiver, { id: 'b', client: 'John Doe', host: 'Anna Berg', at: '23:00', minutes: 30 })
  await lines(page).first().click()
  await expect(part(page, 'Appointments').getByRole('listitem')).toHaveCount(1)
  await expectNoViolations(page)

  await client(page).getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('dialog').getByRole('radio')).not.toHaveCount(0)
  await expectNoViolations(page)
  await page.keyboard.press('Escape')

  await page.getByText('Team', { exact: true }).click()
  await members(page).first().getByRole('button').click()
  await page.getByRole('button', { name: 'Set working hours' }).click()
  await expect(page.getByLabel('Monday, from')).toHaveValue('09:00')
  await expectNoViolations(page)
})
