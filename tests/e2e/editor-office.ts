import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect } from './support/deskbell.ts'
import { openPage, resize } from './support/pages.ts'

/** What an hour is tall in the grids: four quarters of 20 px (calendar/grid-size.ts). */
const hourPx = 80

export type View = 'Day' | 'Week' | 'Month' | 'List' | 'Team'

/** The calendar in one of its views, in a window large enough to see 08:00 to 16:00 at once. */
export async function openCalendar(deskbell: { page: Page; app: ElectronApplication }, view: View): Promise<void> {
  const { page } = deskbell
  await resize(deskbell, 1440, 900)
  await openPage(page, 'Calendar')
  await page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click()
  await expect(page.getByRole('radio', { name: view })).toBeChecked()
  // A tooltip would lie over the grid.
  await page.mouse.move(0, 0)
}

/** Puts an hour at the top of the hours. */
export async function scrollTo(page: Page, hour: number): Promise<void> {
  const top = page.getByRole('main').getByRole('rowheader').first()
  await top.evaluate((element, offset) => {
    let scroller = element.parentElement
    while (scroller && scroller.scrollHeight <= scroller.clientHeight + 100) scroller = scroller.parentElement
    scroller?.scrollTo({ top: offset })
  }, hour * hourPx)
}

/** A little below the line of a time of day, `HH:mm`, in the middle of a column. */
export async function pointAt(column: Locator, clock: string): Promise<{ x: number; y: number }> {
  const box = await column.boundingBox()
  if (!box) throw new Error('The column is not drawn.')
  return { x: box.x + box.width / 2, y: box.y + (Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60) * hourPx + 5 }
}

/** Presses, moves and releases the pointer, as a hand does. */
export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await page.mouse.up()
  await page.mouse.move(0, 0)
}

/** Drags an appointment's card by its head. */
export async function dragCard(page: Page, card: Locator, to: { x: number; y: number }): Promise<void> {
  const box = await card.boundingBox()
  if (!box) throw new Error('The card is not drawn.')
  await drag(page, { x: box.x + box.width / 2, y: box.y + 5 }, to)
}

export function form(page: Page): Locator {
  return page.getByRole('dialog', { name: /New appointment|Edit the appointment/ })
}

/** The form's times as they stand there, `10:00–11:00` on a clock of 24 hours. */
export async function timesIn(editor: Locator): Promise<string> {
  const part = (name: string): Promise<string> => editor.getByRole('spinbutton', { name }).inputValue()
  return `${await part('From, hours')}:${await part('From, minutes')}–${await part('To, hours')}:${await part('To, minutes')}`
}

/** Writes an appointment down for somebody new, with what the form proposes. */
export async function save(page: Page, client: string, button: 'Save' | 'Save anyway' = 'Save'): Promise<void> {
  const editor = form(page)
  await editor.getByRole('textbox', { name: 'Client' }).fill(client)
  await editor.getByRole('button', { name: new RegExp(`^${button} `) }).click()
  await expect(editor).toHaveCount(0)
}
