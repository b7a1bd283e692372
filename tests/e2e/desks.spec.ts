import type { Locator, Page } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { addPasskeyDevice, expect, test } from './support/browser.ts'
import { openPage } from './support/pages.ts'
import { startBusyOffice } from './today-office.ts'

const password = 'a wren, two ferries and a lamp'

async function openOtherDesks(page: Page): Promise<void> {
  await openPage(page, 'Sharing')
  await page.getByRole('tab', { name: 'Other desks' }).click()
}

/** Invites in the window. @returns the link, under a name that a browser takes for a secure place */
async function invite(page: Page, name: string, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite' }).click()
  const form = page.getByRole('dialog', { name: 'Invite somebody' })
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('radio', { name: role }).check()
  await form.getByRole('button', { name: 'Make the link' }).click()
  const made = page.getByRole('dialog', { name: `The link for ${name}` })
  const link = await made.getByText(/#invitation=/).innerText()
  await made.getByRole('button', { name: 'I have handed it on' }).click()
  return link.replace('127.0.0.1', 'localhost')
}

function card(page: Page, client: string, status: string): Locator {
  return page.getByRole('cell').getByRole('button', { name: new RegExp(`${client}, .*, ${status}`) })
}

async function expectDay(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await expect(page.locator('[data-appointment]')).toHaveCount(10)
}

test('a desk in a browser stands beside the window: invited, live in both directions, under its person’s name, and out as soon as it is revoked', async ({
  start,
  dataDir,
  browse,
}) => {
  test.slow()
  const { page: window } = await startBusyOffice(start, dataDir, { amount: 1 })
  await openOtherDesks(window)
  await window.getByRole('switch', { name: 'Let other desks in' }).click()
  await expect(window.getByText('Nobody is invited yet')).toBeVisible()
  const link = await invite(window, 'Jo Keller', 'Front desk')

  const desk = await browse({ name: 'jo' })
  await desk.goto(link)
  await expect(desk.getByText('Mara invites you')).toBeVisible()
  await expectNoViolations(desk)
  await desk.getByLabel('Choose a password').fill('too short')
  await desk.getByRole('button', { name: 'Join with the password' }).click()
  // Each field says what is the matter with it, and the first one has the focus.
  await expect(desk.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await expect(desk.getByText('Choose a password of at least 12 characters')).toBeVisible()
  await desk.getByRole('textbox', { name: 'Your name' }).fill('Somebody Else')
  await desk.getByLabel('Choose a password').fill(password)
  await desk.keyboard.press('Enter')
  await expect(desk.getByText('The invitation is for another name')).toBeVisible()
  await desk.getByRole('textbox', { name: 'Your name' }).fill('jo keller')
  await desk.keyboard.press('Enter')
  await expectDay(desk)
  await expectNoViolations(desk)
  await expect(window.getByRole('row', { name: /Jo Keller .*signed in/ })).toBeVisible()

  // Said in the browser, seen in the window.
  await openPage(window, 'Today')
  await expectDay(window)
  await desk.keyboard.press('ArrowDown')
  await expect(card(desk, 'Emil Berg', 'scheduled')).toBeFocused()
  await desk.keyboard.press('a')
  await expect(card(desk, 'Emil Berg', 'arrived')).toBeVisible()
  await card(window, 'Emil Berg', 'arrived').click()
  const drawer = window.getByRole('complementary', { name: 'Appointment' })
  await expect(drawer.getByText('Jo Keller').first()).toBeVisible()
  // Said in the window, seen in the browser.
  await drawer.getByRole('button', { name: /^No-show/ }).click()
  await expect(card(desk, 'Emil Berg', 'no-show')).toBeVisible()

  // Ended in the window: nothing of the office is left in the browser.
  await openOtherDesks(window)
  await window.getByRole('region', { name: 'Sessions' }).getByRole('button', { name: 'End it' }).click()
  await window.getByRole('dialog', { name: 'End it' }).getByRole('button', { name: 'End it' }).click()
  await expect(desk.getByText('The session has ended')).toBeVisible()
  await expect(desk.locator('[data-appointment]')).toHaveCount(0)
  await expectNoViolations(desk)
  await desk.getByRole('textbox', { name: 'Name' }).fill('Jo Keller')
  await desk.getByLabel('Password', { exact: true }).fill('not the one')
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('alert')).toHaveText(/Name and password do not belong together/)
  await desk.getByLabel('Password', { exact: true }).fill(password)
  await desk.keyboard.press('Enter')
  await expectDay(desk)
})

test('whoever only looks on joins by passkey and is offered nothing that would be refused', async ({ start, dataDir, browse }) => {
  test.slow()
  const { page: window } = await startBusyOffice(start, dataDir, { amount: 1 })
  await openOtherDesks(window)
  await window.getByRole('switch', { name: 'Let other desks in' }).click()
  const link = await invite(window, 'Vera Lind', 'Viewer')

  const desk = await browse({ name: 'vera' })
  await addPasskeyDevice(desk)
  await desk.goto(link)
  await desk.getByRole('textbox', { name: 'Your name' }).fill('Vera Lind')
  await desk.getByRole('button', { name: 'Join with a passkey' }).click()
  await expectDay(desk)
  await expect(desk.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Sharing' })).toHaveCount(0)
  await expect(desk.getByRole('button', { name: /^New appointment/ })).toBeDisabled()

  await desk.keyboard.press('ArrowDown')
  await expect(card(desk, 'Emil Berg', 'scheduled')).toBeFocused()
  await desk.keyboard.press('a')
  await desk.keyboard.press('Enter')
  const drawer = desk.getByRole('complementary', { name: 'Appointment' })
  await expect(drawer.getByRole('button', { name: /^Arrived/ })).toBeDisabled()
  await drawer.getByRole('note').first().hover()
  await expect(desk.getByRole('tooltip')).toContainText('the admin can give you the role')
  await expect(card(desk, 'Emil Berg', 'scheduled')).toBeVisible()

  await desk.getByRole('button', { name: 'Vera Lind Viewer' }).click()
  await desk.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(desk.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await desk.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expectDay(desk)

  // Another role counts at once.
  await window.getByRole('combobox', { name: 'Role of Vera Lind' }).click()
  await window.getByRole('option', { name: 'Front desk' }).click()
  await expect(desk.getByRole('button', { name: 'Vera Lind Front desk' })).toBeVisible()
  await expect(desk.getByRole('button', { name: /^New appointment/ })).toBeEnabled()
  // And nobody is let in any more.
  await window.getByRole('switch', { name: 'Let other desks in' }).click()
  await expect(desk.getByRole('heading', { name: 'This desk is not open to browsers' })).toBeVisible()
})
