import type { Page } from '@playwright/test'
import { expect, test } from './support/deskbell.ts'
import type { RunningDeskbell } from './support/deskbell.ts'
import { openPage } from './support/pages.ts'
import { startShellOffice } from './shell-office.ts'

async function openSecondWindow({ app, page }: RunningDeskbell): Promise<Page> {
  const opened = app.waitForEvent('window')
  await page.keyboard.press('Control+Shift+N')
  return opened
}

test('two windows show the same change without a click', async ({ start, dataDir }) => {
  const office = await startShellOffice(start, dataDir)
  const second = await openSecondWindow(office)
  for (const page of [office.page, second]) {
    await openPage(page, 'Audit log')
    await expect(page.getByText('No deliveries yet')).toBeVisible()
  }

  await office.book({ id: 'b1', client: 'Jane Doe' })

  for (const page of [office.page, second]) await expect(page.getByRole('row', { name: /Jane Doe/ })).toBeVisible()
})

test('a second window keeps its own place, and closing one leaves the other at work', async ({ start, dataDir }) => {
  const first = await startShellOffice(start, dataDir)
  const second = await openSecondWindow(first)
  const place = { x: 80, y: 60, width: 1000, height: 700 }
  await second.getByRole('navigation', { name: 'Pages' }).waitFor()
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) =>
      BrowserWindow.getAllWindows()
        .find(({ id }) => id === 2)
        ?.setBounds(bounds),
    place,
  )
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(2)?.close())
  await expect.poll(() => first.app.windows().length).toBe(1)
  await openPage(first.page, 'Settings')
  await expect(first.page.getByRole('main', { name: 'Settings' })).toBeVisible()

  await openSecondWindow(first)

  const bounds = (): Promise<unknown> =>
    first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ id }) => id === 3)
        ?.getNormalBounds(),
    )
  expect(await bounds()).toEqual(place)
})
