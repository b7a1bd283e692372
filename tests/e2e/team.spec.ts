import { book, bookAtClinic, showView, startOffice } from './calendar-office.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage } from './support/pages.ts'

test('the Team view has a column for each of two hosts, and one for what names no host; a click opens the right one', async ({
  start,
  dataDir,
}) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await book(receiver, { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 30 })
  await book(receiver, { id: 'b', client: 'Bob Ray', host: 'Ben Cole', at: '10:00', minutes: 45 })
  await book(receiver, { id: 'c', client: 'Cleo Lu', host: 'Ben Cole', at: '11:00', minutes: 15, type: 'initial_consultation' })

  await showView(page, 't')

  const headers = page.getByRole('columnheader')
  await expect(headers).toHaveText([/Anna Berg1 appointment$/, /Ben Cole2 appointments$/])
  await expect(headers.first()).toHaveAccessibleName('Anna Berg')
  await expect(headers.last()).toHaveAccessibleName('Ben Cole')
  const anna = page.getByRole('cell', { name: 'Anna Berg' })
  const ben = page.getByRole('cell', { name: 'Ben Cole' })
  await expect(anna.getByRole('button', { name: /Jane Doe, Strategy session with Anna Berg, Smart-Scheduler, scheduled$/ })).toBeVisible()
  await expect(anna.getByRole('button')).toHaveCount(1)
  await expect(ben.getByRole('button')).toHaveCount(2)
  await expect(ben.getByRole('button', { name: /Cleo Lu, Initial consultation .*15 minutes/ })).toBeVisible()

  // Both begin at the same hour.
  const top = async (column: typeof anna, name: RegExp) => (await column.getByRole('button', { name }).boundingBox())?.y
  expect(await top(anna, /Jane Doe/)).toBe(await top(ben, /Bob Ray/))

  await bookAtClinic(receiver, '12:00')

  await expect(headers).toHaveText([/Anna Berg1 appointment$/, /Ben Cole2 appointments$/, /No host1 appointment$/])
  await expect(
    page.getByRole('cell', { name: 'No host' }).getByRole('button', { name: /Visit, Clinic, scheduled, time assumed, end not known/ }),
  ).toBeVisible()

  await ben.getByRole('button', { name: /Bob Ray/ }).click()

  const drawer = page.getByRole('complementary', { name: 'Appointment' })
  await expect(drawer.getByRole('heading', { name: /Bob Ray/ })).toBeVisible()
  await expect(drawer.getByRole('region', { name: 'Who' })).toContainText('Ben Cole')
})

test('a host who is filtered out has no column, and the next day everybody is free', async ({ start, dataDir }) => {
  const { page, receiver } = await startOffice(start, dataDir)
  await openPage(page, 'Calendar')
  await book(receiver, { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 30 })
  await book(receiver, { id: 'b', client: 'Bob Ray', host: 'Ben Cole', at: '10:00', minutes: 30 })
  await showView(page, 't')
  await expect(page.getByRole('columnheader')).toHaveCount(2)

  await page.getByRole('button', { name: 'Host' }).click()
  await page.getByRole('checkbox', { name: 'Ben Cole' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader')).toHaveText([/Ben Cole1 appointment$/])

  await page.getByRole('button', { name: 'Next day' }).click()
  await expect(page.getByRole('columnheader')).toHaveText([/Ben Colefree$/])
})
