import { book, bookAtCalendly, startOffice } from './calendar-office.ts'
import { drag, dragCard, form, openCalendar, pointAt, save, scrollTo, timesIn } from './editor-office.ts'
import type { View } from './editor-office.ts'
import { expect, test } from './support/deskbell.ts'
import { expectNoViolations } from './support/axe.ts'
import type { RunningDeskbell } from './support/deskbell.ts'
import { holdBack, openPage, pressInARow } from './support/pages.ts'

const jane = { id: 'a', client: 'Jane Doe', host: 'Anna Berg', at: '10:00', minutes: 45 }
const bob = { id: 'b', client: 'Bob Ray', host: 'Ben Cole', at: '11:00', minutes: 30 }

/** The team's view of today with an appointment of Anna's at ten and one of Ben's at eleven, on a clock of 24 hours. */
async function startTeam(start: Parameters<typeof startOffice>[0], dataDir: string): Promise<RunningDeskbell & { receiver: string }> {
  const office = await startOffice(start, dataDir)
  await office.page.evaluate(() => localStorage.setItem('deskbell.appearance', JSON.stringify({ clock: '24' })))
  await office.page.reload()
  await book(office.receiver, jane)
  await book(office.receiver, bob)
  await openCalendar(office, 'Team')
  await expect(office.page.getByRole('button', { name: /Bob Ray/ })).toBeVisible()
  await scrollTo(office.page, 8)
  return office
}

/** The calendar of an office in Berlin, on another day, with Anna in its team. */
async function startOn(start: Parameters<typeof startOffice>[0], dataDir: string, day: string, view: View): Promise<RunningDeskbell> {
  const office = await startOffice(start, dataDir, 'Europe/Berlin')
  await office.page.evaluate((stands) => {
    const keptOn = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(Date.now())
    localStorage.setItem('deskbell.calendar-place', JSON.stringify({ keptOn, day: stands }))
    localStorage.setItem('deskbell.appearance', JSON.stringify({ clock: '24' }))
  }, day)
  await office.page.reload()
  await book(office.receiver, jane)
  await openCalendar(office, view)
  return office
}

test('dragging over an empty stretch of a colleague’s column writes an appointment down there', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  const ben = page.getByRole('cell', { name: 'Ben Cole' })

  await drag(page, await pointAt(ben, '13:00'), await pointAt(ben, '13:45'))

  const editor = form(page)
  await expect(editor.getByRole('combobox', { name: 'With' }).or(editor.getByRole('textbox', { name: 'With' }))).toHaveValue('Ben Cole')
  expect(await timesIn(editor)).toBe('13:00–14:00')
  await save(page, 'Dora Fox')
  await expect(ben.getByRole('button', { name: /^13:00–14:00 Dora Fox, Consultation with Ben Cole, Manual, scheduled/ })).toBeVisible()

  await page.getByRole('alert').filter({ hasText: 'Dora Fox' }).getByRole('button', { name: /^Undo/ }).click()
  await expect(ben.getByRole('button', { name: /Dora Fox/ })).toHaveCount(0)
})

test('dragging a card by hand moves it in time and to a colleague, and its lower edge makes it longer', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  const anna = page.getByRole('cell', { name: 'Anna Berg' })
  const ben = page.getByRole('cell', { name: 'Ben Cole' })
  await page.mouse.click(...(Object.values(await pointAt(ben, '13:00')) as [number, number]))
  await save(page, 'Dora Fox')
  const dora = page.getByRole('button', { name: /Dora Fox/ })
  await expect(dora).toHaveAccessibleName(/^13:00–13:30 /)

  await dragCard(page, dora, await pointAt(ben, '14:15'))
  await expect(dora).toHaveAccessibleName(/^14:15–14:45 Dora Fox, Consultation with Ben Cole/)

  await dragCard(page, dora, await pointAt(anna, '12:00'))
  await expect(anna.getByRole('button', { name: /^12:00–12:30 Dora Fox, Consultation with Anna Berg/ })).toBeVisible()

  const box = (await dora.boundingBox())!
  await drag(page, { x: box.x + box.width / 2, y: box.y + box.height - 2 }, await pointAt(anna, '13:00'))
  await expect(dora).toHaveAccessibleName(/^12:00–13:15 Dora Fox/)

  const undo = page.getByRole('button', { name: /^Undo/ })
  // The one before is seen leaving for a moment.
  await expect(undo).toHaveCount(1)
  await undo.click()
  await expect(dora).toHaveAccessibleName(/^12:00–12:30 Dora Fox/)
})

test('what it would meet is told before it is saved, and does not forbid it', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  const ben = page.getByRole('cell', { name: 'Ben Cole' })
  await drag(page, await pointAt(ben, '11:30'), await pointAt(ben, '12:15'))
  const editor = form(page)
  const conflicts = editor.getByRole('status', { name: 'Conflicts' })
  await expect(conflicts).toBeEmpty()

  await editor.getByRole('spinbutton', { name: 'From, hours' }).fill('11')
  await editor.getByRole('spinbutton', { name: 'From, minutes' }).fill('15')
  await expect(conflicts).toContainText('Overlaps with Bob Ray, 11:00–11:30, Smart-Scheduler')
  expect(await timesIn(editor)).toBe('11:15–12:15')

  await save(page, 'Dora Fox', 'Save anyway')
  await expect(ben.getByRole('button', { name: /^11:15–12:15 Dora Fox/ })).toBeVisible()

  const dora = page.getByRole('button', { name: /^\d.* Dora Fox/ })
  await dragCard(page, dora, await pointAt(ben, '10:45'))
  const toast = page.getByRole('alert').filter({ hasText: 'Dora Fox moved to' })
  await expect(toast).toContainText('Something is in the way there:Overlaps with Bob Ray, 11:00–11:30, Smart-Scheduler')
})

test('a provider’s appointment goes back to its place, with the reason and the link to change it there', async ({ start, dataDir }) => {
  const { page, receiver } = await startTeam(start, dataDir)
  await bookAtCalendly(receiver, '12:00')
  const dana = page.getByRole('cell', { name: 'Dana Whitfield' })
  const card = dana.getByRole('button', { name: /John Doe/ })
  await expect(card).toBeVisible()
  // Another column makes another grid.
  await scrollTo(page, 8)
  const before = await card.boundingBox()

  await dragCard(page, card, await pointAt(dana, '14:00'))

  const refusal = page.getByRole('alert').filter({ hasText: 'John Doe was not moved' })
  await expect(refusal).toContainText('booked at Calendly')
  await expect(refusal.getByRole('link', { name: 'Change it at calendly.com' })).toHaveAttribute(
    'href',
    'https://calendly.com/reschedulings/INVJOHN000001',
  )
  await expect(card).toHaveAccessibleName(/^12:00–12:30 John Doe/)
  await expect.poll(() => card.boundingBox()).toEqual(before)

  await card.focus()
  await page.keyboard.press('e')
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be edited here' }).getByRole('link')).toBeVisible()
  await expect(form(page)).toHaveCount(0)
})

test('keys move an appointment by a quarter of an hour and to a colleague, as often as they are pressed, and keep it in focus', async ({
  start,
  dataDir,
}) => {
  const { page } = await startTeam(start, dataDir)
  const ben = page.getByRole('cell', { name: 'Ben Cole' })
  const anna = page.getByRole('cell', { name: 'Anna Berg' })
  await page.mouse.click(...(Object.values(await pointAt(ben, '13:00')) as [number, number]))
  await save(page, 'Dora Fox')
  const dora = page.getByRole('button', { name: /^\d.* Dora Fox/ })
  await dora.focus()

  for (let press = 0; press < 3; press++) await page.keyboard.press('Alt+ArrowDown')
  await expect(dora).toHaveAccessibleName(/^13:45–14:15 /)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(dora).toHaveAccessibleName(/^13:30–14:00 /)

  await page.keyboard.press('Alt+ArrowLeft')
  await expect(anna.getByRole('button', { name: /^13:30–14:00 Dora Fox/ })).toBeFocused()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(ben.getByRole('button', { name: /^13:30–14:00 Dora Fox/ })).toBeFocused()

  await page.keyboard.press('e')
  const editor = form(page)
  await expect(editor).toHaveAccessibleName('Edit the appointment')
  expect(await timesIn(editor)).toBe('13:30–14:00')
  await editor.getByRole('textbox', { name: 'Notes' }).fill('Brings the plan')
  await page.keyboard.press('Control+Enter')
  await expect(editor).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toContainText('Brings the plan')
})

test('a weekly appointment keeps its time over the change of the clocks', async ({ start, dataDir }) => {
  const { page } = await startOn(start, dataDir, '2027-03-24', 'List')
  // The form waits for the desk, and who types does not: no letter is a key of the page, or lost.
  const letAnswer = await holdBack(page, '/appointments/list')
  await pressInARow(page, '+', 'D', 'o')
  await letAnswer()
  const editor = form(page)
  await expect(editor.getByRole('textbox', { name: 'Client' })).toHaveValue('Do')
  await expect(editor.getByRole('textbox', { name: 'Day' })).toHaveValue(/Wed.* 24|Wed.*Mar 24/)
  expect(await timesIn(editor)).toBe('08:00–08:30')
  await editor.getByRole('spinbutton', { name: 'From, hours' }).fill('10')
  await editor.getByRole('textbox', { name: 'Weekly, number of weeks' }).fill('3')
  await expect(editor.getByText(/^Until Wed.*(7 Apr|Apr 7)/)).toBeVisible()
  await save(page, 'Dora Fox')
  // A toast that is pointed at stays for as long as it is.
  await page.getByRole('alert').filter({ hasText: 'Dora Fox: 3 appointments, weekly from' }).hover()

  for (let week = 0; week < 3; week++) {
    await expect(page.getByRole('button', { name: /^10:00–10:30 Dora Fox/ })).toBeVisible()
    await page.getByRole('button', { name: 'Next week' }).press('Enter')
  }
  await expect(page.getByText('No appointments in these days.')).toBeVisible()

  await page.getByRole('button', { name: /^Undo/ }).click()
  await page.getByRole('button', { name: 'Previous week' }).click()
  await expect(page.getByText('No appointments in these days.')).toBeVisible()
})

test('on the day on which the clocks go forward a marked stretch is what the wall’s clock shows, in day and team', async ({
  start,
  dataDir,
}) => {
  const { page } = await startOn(start, dataDir, '2027-03-28', 'Team')
  const anna = page.getByRole('cell', { name: 'Anna Berg' })
  const editor = form(page)
  await scrollTo(page, 0)
  await drag(page, await pointAt(anna, '01:30'), await pointAt(anna, '03:15'))
  expect(await timesIn(editor)).toBe('01:30–03:30')
  await expect(editor.getByText('1 h', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('radiogroup', { name: 'View' }).getByText('Day', { exact: true }).click()
  await scrollTo(page, 8)
  const ten = (await page.getByRole('main').getByText('10:00', { exact: true }).boundingBox())!
  await page.mouse.click(700, ten.y + ten.height)
  expect(await timesIn(editor)).toBe('10:00–10:30')
  await save(page, 'Dora Fox')
  await expect(page.getByRole('button', { name: /^10:00–10:30 Dora Fox/ })).toBeVisible()
})

test('in the month a click on a day writes down, and a drag moves to another day at the same time', async ({ start, dataDir }) => {
  const { page } = await startOn(start, dataDir, '2027-03-24', 'Month')
  const day = (date: string) => page.locator(`[role="cell"][data-date="${date}"], [role="gridcell"][data-date="${date}"]`)
  await day('2027-03-26').click()
  expect(await timesIn(form(page))).toBe('09:00–09:30')
  await save(page, 'Dora Fox')
  const dora = page.getByRole('button', { name: /^09:00–09:30 Dora Fox/ })
  await expect(day('2027-03-26').locator(page.getByText('Dora Fox').first())).toBeVisible()

  const to = (await day('2027-03-30').boundingBox())!
  await dragCard(page, dora, { x: to.x + to.width / 2, y: to.y + to.height / 2 })
  await expect(page.getByRole('alert').filter({ hasText: /Dora Fox moved to Tue.* 30|Dora Fox moved to Tue.*Mar 30/ })).toBeVisible()
  await expect(dora).toBeVisible()

  await page.getByRole('radiogroup', { name: 'View' }).getByText('Week', { exact: true }).click()
  await page.getByRole('button', { name: 'Next week' }).click()
  await dora.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByRole('alert').filter({ hasText: /Dora Fox moved to Wed.* 31|Dora Fox moved to Wed.*Mar 31/ })).toBeVisible()
  await expect(dora).toBeFocused()
})

test('what was typed is not lost by a click beside it, and a click that closes a menu means nothing else', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  const editor = form(page)
  const client = editor.getByRole('textbox', { name: 'Client' })
  await client.fill('jane')
  await page.mouse.click(5, 5)
  await expect(client).toHaveValue('jane')

  await client.fill('janedoe@')
  await page.getByRole('option', { name: /Jane Doe.*janedoe@example.com/ }).click()
  await expect(editor.getByRole('group', { name: 'Client' })).toContainText('janedoe@example.com')
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)

  // A click that puts a menu away writes nothing down; the next one does.
  await page.getByRole('button', { name: 'Type' }).click()
  await expect(page.getByRole('dialog', { name: 'Type' })).toBeVisible()
  const free = await pointAt(page.getByRole('cell', { name: 'Ben Cole' }), '14:00')
  await page.mouse.click(free.x, free.y)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.mouse.click(free.x, free.y)
  await expect(editor).toBeVisible()

  // Nor is it by the late answer to what was written down before.
  await client.fill('Dora Fox')
  const letAnswer = await holdBack(page, '/appointments/create')
  await editor.getByRole('textbox', { name: 'Notes' }).press('Control+Enter')
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await client.fill('jane')
  await letAnswer()
  await expect(page.getByRole('alert').filter({ hasText: 'Dora Fox' })).toBeVisible()
  await expect(client).toHaveValue('jane')
})

test('on Today an empty slot writes down too, and a card by hand goes to a colleague', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  await openPage(page, 'Today')
  await scrollTo(page, 8)
  const ben = page.getByRole('cell', { name: 'Ben Cole' })
  await drag(page, await pointAt(ben, '13:00'), await pointAt(ben, '13:15'))
  expect(await timesIn(form(page))).toBe('13:00–13:30')
  await save(page, 'Dora Fox')

  const dora = ben.getByRole('button', { name: /^13:00–13:30 Dora Fox/ })
  const anna = page.getByRole('cell', { name: 'Anna Berg' })
  await dragCard(page, dora, await pointAt(anna, '14:00'))
  await expect(anna.getByRole('button', { name: /^14:00–14:30 Dora Fox/ })).toBeVisible()
})

test('axe finds nothing in the form, with conflicts and with errors, in light and in dark', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  const ben = page.getByRole('cell', { name: 'Ben Cole' })
  await drag(page, await pointAt(ben, '10:45'), await pointAt(ben, '11:15'))
  const editor = form(page)
  await expect(editor.getByText(/^Overlaps with/)).toBeVisible()
  await editor.getByRole('button', { name: /^Save anyway/ }).click()
  await expect(editor.getByText('Who is it for?', { exact: false })).toBeVisible()
  await expectNoViolations(page)
})
