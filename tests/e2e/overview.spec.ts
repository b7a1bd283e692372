import type { Page } from '@playwright/test'
import { anotherBooking, post, postMixedDay, startCountingOffice } from './overview-office.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, pressInARow, providerCard } from './support/pages.ts'

const number = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const list = (page: Page) => page.getByRole('complementary', { name: 'List' })
const rows = (page: Page) => list(page).getByRole('listitem')

test('a mixed day with duplicates, a forgery and a test is counted exactly, and each number opens its list', async ({ start, dataDir }) => {
  const { page, receiver } = await startCountingOffice(start, dataDir)
  await openPage(page, 'Providers')
  const card = providerCard(page, 'Calendly')
  await card.getByRole('button', { name: 'Send test webhook' }).click()
  await page.getByRole('menuitem', { name: 'invitee.created', exact: true }).click()
  await expect(card.getByRole('status')).toContainText('answered 200')
  await postMixedDay(receiver)

  await openPage(page, 'Overview')
  for (const [figure, text] of [
    ['Booked', '4'],
    ['Revenue autopilot', '€200'],
    ['Consultation booking rate', '40%'],
    ['Cancellations', '1'],
    ['No-show rate', '100%'],
  ] as const)
    await expect(
      page
        .getByRole('region', { name: figure })
        .first()
        .getByRole('button', { name: `${figure}: ${text}. Open the list` }),
    ).toBeVisible()

  const lists: readonly [number: string, heading: string, clients: string[]][] = [
    ['Booked: 4. Open the list', 'Booked', ['Dan', 'Cem', 'Bob', 'Ada']],
    ['Revenue autopilot: €200. Open the list', 'With a value', ['Dan', 'Ada']],
    ['Consultation booking rate: 40%. Open the list', 'With a consultation that stands', ['Dan', 'Ada']],
    ['Cancellations: 1. Open the list', 'Cancelled', ['Bob']],
    ['No-show rate: 100%. Open the list', 'No-shows', ['Cem']],
    [
      'Deliveries, Calendly: 11. Open the list',
      'Deliveries: Calendly',
      ['no event', 'invitee.created', 'Fay', 'Dan', 'Dan', 'Dan', 'Cem', 'Cem', 'Bob', 'Bob', 'Ada'],
    ],
    ['Refused deliveries, Calendly: 1. Open the list', 'Refused deliveries: Calendly', ['no event']],
    ['Duplicates, Calendly: 1. Open the list', 'Duplicates: Calendly', ['invitee.created']],
  ]
  for (const [name, heading, clients] of lists) {
    await number(page, name).first().click()
    await expect(list(page).getByRole('heading', { name: heading, exact: true })).toBeVisible()
    await expect(rows(page)).toHaveCount(clients.length)
    expect(await rows(page).locator('[data-private]').allInnerTexts(), name).toEqual(clients)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toHaveCount(0)
  }
  await page.getByRole('button', { name: '2', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'Booked and standing', exact: true })).toBeVisible()
  await expect(rows(page)).toHaveCount(2)

  await rows(page).first().getByRole('button').click()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(2)
})

test('a booking moves the counter by one and marks it, and the same delivery twice moves nothing', async ({ start, dataDir }) => {
  const { page, receiver } = await startCountingOffice(start, dataDir)
  await openPage(page, 'Overview')
  const booked = page.getByRole('region', { name: 'Booked', exact: true }).locator('[data-changed]')
  await expect(number(page, 'Booked: 0. Open the list')).toBeVisible()
  await expect(page.getByText('Nothing was received in these days')).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'No-show rate', exact: true }).getByRole('button', { name: 'No-show rate: –. Open the list' }),
  ).toBeVisible()
  await expect(booked).toHaveCount(0)

  const booking = anotherBooking()
  await post(receiver, booking)
  await expect(number(page, 'Booked: 1. Open the list')).toBeVisible()
  await expect(booked.first()).toBeVisible()
  await post(receiver, booking)
  await expect(number(page, 'Duplicates, Calendly: 1. Open the list')).toBeVisible()
  await expect(number(page, 'Booked: 1. Open the list')).toBeVisible()
  await post(receiver, anotherBooking())
  await expect(number(page, 'Booked: 2. Open the list')).toBeVisible()
})

test('spans, figures, parts and the table are chosen by key, and a definition is told under the focus', async ({ start, dataDir }) => {
  const { page, receiver } = await startCountingOffice(start, dataDir)
  await postMixedDay(receiver)
  await openPage(page, 'Overview')
  await expect(number(page, 'Booked: 4. Open the list')).toBeVisible()
  await pressInARow(page, 'v', 'm')
  await expect(page.getByRole('radio', { name: 'This month' })).toBeChecked()
  await expect(page.getByRole('rowheader', { name: 'Last month' }).first()).toBeVisible()
  await pressInARow(page, 'v', 'w')
  await expect(page.getByRole('rowheader', { name: 'Last week' }).first()).toBeVisible()
  await pressInARow(page, 'v', 'c')
  await pressInARow(page, 'v', 'h')
  const card = page.getByRole('region', { name: 'Cancellations, over time' })
  await expect(card.getByRole('button', { name: 'Bert: 1. Open the list' })).toBeVisible()
  await pressInARow(page, 'v', 't')
  await expect(card.getByRole('columnheader', { name: 'Bert' })).toBeVisible()
  await pressInARow(page, 'v', 'd')
  await expect(card.getByRole('rowheader')).toHaveCount(25)

  await page.getByRole('button', { name: 'What “No-show rate” means' }).focus()
  await expect(page.getByRole('tooltip')).toContainText('divided by no-shows, arrived and completed')

  await pressInARow(page, 'v', 'r')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('what a type is worth is set in the settings, and the overview counts with it at once', async ({ start, dataDir }) => {
  const { page, receiver } = await startCountingOffice(start, dataDir, { typeValues: {} })
  await post(receiver, anotherBooking())
  await openPage(page, 'Overview')
  await expect(page.getByText('1 without a value: Consultation')).toBeVisible()
  await page.getByRole('button', { name: 'Set values' }).click()

  const section = page.getByRole('region', { name: 'What appointments are worth' })
  await section.getByRole('textbox', { name: 'Consultation' }).fill('120.50')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. The overview counts with it.')).toBeVisible()

  await openPage(page, 'Overview')
  await expect(number(page, 'Revenue autopilot: €120.50. Open the list')).toBeVisible()
})

test('the overview passes axe in light and dark: empty, as chart, as table, with a list', async ({ start, dataDir }) => {
  // Three times all of axe's rules in two schemes.
  test.slow()
  const { page, receiver } = await startCountingOffice(start, dataDir)
  await openPage(page, 'Overview')
  await expect(number(page, 'Booked: 0. Open the list')).toBeVisible()
  await expectNoViolations(page)
  await postMixedDay(receiver)
  await expect(number(page, 'Booked: 4. Open the list')).toBeVisible()
  await expectNoViolations(page)
  await pressInARow(page, 'v', 't')
  await number(page, 'Booked: 4. Open the list').click()
  await expect(rows(page)).toHaveCount(4)
  await expectNoViolations(page)
})

test('the overview is German where the office is', async ({ start, dataDir }) => {
  const { page, receiver } = await startCountingOffice(start, dataDir, { language: 'de' })
  await post(receiver, anotherBooking())
  await page.getByRole('button', { name: 'Übersicht' }).click()
  await expect(number(page, 'Umsatz-Autopilot: 100 €. Liste öffnen')).toBeVisible()
  await expect(page.getByText('Gebucht').first()).toBeVisible()
  await expectNoViolations(page)
})
