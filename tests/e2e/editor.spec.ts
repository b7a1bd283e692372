import { book, startOffice } from './calendar-office.ts'
import { dragCard, drag, form, openCalendar, pointAt, save, scrollToMorning, timesIn } from './editor-office.ts'
import { expect, test } from './support/deskbell.ts'
import type { RunningDeskbell } from './support/deskbell.ts'

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
  await scrollToMorning(office.page)
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

  await page.getByRole('button', { name: /^Undo/ }).click()
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

test('a provider’s appointment goes back to its place, with the reason and where to change it', async ({ start, dataDir }) => {
  const { page } = await startTeam(start, dataDir)
  const anna = page.getByRole('cell', { name: 'Anna Berg' })
  const card = anna.getByRole('button', { name: /Jane Doe/ })
  const before = await card.boundingBox()

  await dragCard(page, card, await pointAt(anna, '13:00'))

  const refusal = page.getByRole('alert').filter({ hasText: 'Jane Doe was not moved' })
  await expect(refusal).toContainText('booked at Smart-Scheduler')
  await expect(card).toHaveAccessibleName(/^10:00–10:45 Jane Doe/)
  await expect.poll(() => card.boundingBox()).toEqual(before)
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
