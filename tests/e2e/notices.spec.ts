import type { ElectronApplication } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage } from './support/pages.ts'
import { startShellOffice } from './shell-office.ts'

/** Watches Electron's own notifications from now on: what they say, and how to click the newest. */
async function watchNotifications(app: ElectronApplication): Promise<{ said(): Promise<string[]>; click(): Promise<void> }> {
  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = []
    Object.assign(globalThis, { shownNotifications: shown })
    Notification.isSupported = () => true
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this)
    }
  })
  const held = { shownNotifications: [] as Electron.Notification[] }
  return {
    said: () => app.evaluate(() => (globalThis as unknown as typeof held).shownNotifications.map(({ title, body }) => `${title}: ${body}`)),
    click: () => app.evaluate(() => void (globalThis as unknown as typeof held).shownNotifications.at(-1)?.emit('click')),
  }
}

/** Nobody looks: the windows have lost the focus. */
function lookAway(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ app: electron, BrowserWindow }) => void electron.emit('browser-window-blur', {}, BrowserWindow.getAllWindows()[0]))
}

function lookBack(app: ElectronApplication): Promise<void> {
  return app.evaluate(
    ({ app: electron, BrowserWindow }) => void electron.emit('browser-window-focus', {}, BrowserWindow.getAllWindows()[0]),
  )
}

function titleOf(app: ElectronApplication): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
}

test('a booking is notified, and a click on the notification shows the appointment', async ({ start, dataDir }) => {
  const { app, page, book } = await startShellOffice(start, dataDir)
  const { said, click } = await watchNotifications(app)
  await openPage(page, 'Audit log')

  await book({ id: 'b1', client: 'Jane Doe' })

  await expect.poll(said).toEqual([expect.stringMatching(/^New booking: Jane Doe\n.*10:00.*\nAnna Berg$/)])
  await click()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toContainText('Jane Doe')
  expect(new URL(page.url()).hash).toBe('')
})

test('with the privacy switch on, a notification names nobody', async ({ start, dataDir }) => {
  const { app, page, book } = await startShellOffice(start, dataDir)
  const { said } = await watchNotifications(app)
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Hide names and contact data' })).toHaveAttribute('aria-pressed', 'true')

  await book({ id: 'b1', client: 'Jane Doe' })

  await expect.poll(said).toEqual([expect.stringMatching(/^New booking: A client\n/)])
})

test('the title counts what came since the window was looked at, and the bell what was not seen', async ({ start, dataDir }) => {
  const { app, page, book } = await startShellOffice(start, dataDir)
  const bell = page.getByRole('contentinfo', { name: 'Status' }).getByRole('button', { name: /^Notices/ })
  await lookAway(app)
  await book({ id: 'b1', client: 'Jane Doe' })
  await book({ id: 'b2', client: 'John Roe' })
  await book({ id: 'b2', client: 'John Roe', event: 'appointment.updated', at: '11:30' })
  await expect.poll(() => titleOf(app)).toBe('(3) Deskbell')
  await lookBack(app)
  await expect.poll(() => titleOf(app)).toBe('Deskbell')
  await expect(bell).toHaveAccessibleName('Notices: 3 new')

  await openPage(page, 'Settings')
  await page.keyboard.press('b')
  const list = page.getByRole('dialog', { name: 'Notices' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(list.getByRole('listitem').first()).toContainText(/Moved\s*John Roe/)
  await expect(list.getByRole('listitem').first()).toContainText(/10:00 AM → .*11:30 AM · Anna Berg/)
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(bell).toHaveAccessibleName('Notices: nothing new')

  await page.keyboard.press('b')
  await list.getByRole('listitem').filter({ hasText: 'Jane Doe' }).getByRole('button').click()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toContainText('Jane Doe')
})

test('what is notified and when it is quiet is chosen in the settings', async ({ start, dataDir }) => {
  const { app, page, book } = await startShellOffice(start, dataDir)
  const { said } = await watchNotifications(app)
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name: 'Notices' })
  await section.getByRole('checkbox', { name: 'New bookings' }).uncheck()
  await section.getByRole('switch', { name: 'Quiet hours' }).check()
  await expectNoViolations(page)
  await section.getByRole('switch', { name: 'Quiet hours' }).uncheck()
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByRole('button', { name: 'Save' })).toBeDisabled()

  await book({ id: 'b1', client: 'Jane Doe' })
  await book({ id: 'b1', client: 'Jane Doe', event: 'appointment.cancelled' })

  await expect.poll(said).toEqual([expect.stringMatching(/^Cancellation: Jane Doe/)])
})

test('with nothing come in, the bell says what will be there', async ({ start, dataDir }) => {
  const { page } = await startShellOffice(start, dataDir)
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog', { name: 'Notices' })).toContainText('Nothing came in yet')
})
