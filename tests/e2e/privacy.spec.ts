import type { Page } from '@playwright/test'
import { composeFullOffice } from '../support/full-office.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { startFullOffice } from './support/full-office.ts'
import { openPage } from './support/pages.ts'
import { startShellOffice } from './shell-office.ts'

const timeZone = 'America/New_York'

/** Every client's e-mail and name, from what the providers sent. */
function personalWords(): string[] {
  const bodies = JSON.stringify(composeFullOffice(Date.now(), timeZone, { weeks: 1 }))
  const mails = [...new Set(bodies.match(/[a-z0-9.]+@example\.com/g))]
  const names = mails.map((mail) => mail.replace('@example.com', '').split('.'))
  return [...mails, ...names.map((parts) => parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' '))]
}

interface Sighting {
  readonly words: string
  readonly isBlurred: boolean
}

/** What a person can see of these words now: in text, in fields, and in the hints of the browser itself. */
function look(page: Page, words: readonly string[]): Promise<Sighting[]> {
  return page.evaluate((wanted) => {
    const isPersonal = (text: string): boolean => wanted.some((word) => text.includes(word))
    const isSeen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      // What is for readers only is one pixel.
      return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    }
    const isBlurred = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).filter.startsWith('blur(') || isBlurred(element.parentElement))
    const sightings: Sighting[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent ?? ''
      if (element !== null && isPersonal(text) && isSeen(element)) sightings.push({ words: text, isBlurred: isBlurred(element) })
    }
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
      if (isPersonal(field.value) && isSeen(field)) sightings.push({ words: field.value, isBlurred: isBlurred(field) })
    }
    for (const element of document.querySelectorAll('[title]')) {
      const title = element.getAttribute('title') ?? ''
      if (isPersonal(title)) sightings.push({ words: `title: ${title}`, isBlurred: false })
    }
    return sightings
  }, words)
}

/** Waits until somebody's name is there, and finds all of them blurred. */
async function expectBlurred(page: Page, words: readonly string[], where: string): Promise<void> {
  await expect.poll(async () => (await look(page, words)).length, { message: `somebody is named: ${where}` }).toBeGreaterThan(0)
  const readable = (await look(page, words)).filter(({ isBlurred }) => !isBlurred)
  expect(
    readable.map((sighting) => sighting.words),
    where,
  ).toEqual([])
}

test('one key blurs every name and address on every screen', async ({ start, dataDir }) => {
  test.slow()
  const { page } = await startFullOffice(start, dataDir, { timeZone })
  const words = personalWords()
  await openPage(page, 'Today')
  await expect.poll(async () => (await look(page, words)).length).toBeGreaterThan(10)
  expect((await look(page, words)).some(({ isBlurred }) => isBlurred)).toBe(false)

  await page.keyboard.press('p')

  await expectBlurred(page, words, 'Today')

  await openPage(page, 'Calendar')
  await expectBlurred(page, words, 'Calendar')
  // The first one may have to be scrolled to, which hides a tooltip.
  await expect(async () => {
    for (const card of [0, 1]) await page.getByRole('main').locator('[data-appointment]').nth(card).hover()
    await expect(page.getByRole('tooltip').first()).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expectBlurred(page, words, 'a tooltip')
  await page.getByRole('main').locator('[data-appointment]').first().click()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toBeVisible()
  await expectBlurred(page, words, 'an appointment')
  for (const view of ['Day', 'Month', 'List', 'Team']) {
    await page.getByRole('main', { name: 'Calendar' }).getByText(view, { exact: true }).first().click()
    await expectBlurred(page, words, view)
  }

  await openPage(page, 'People')
  await expectBlurred(page, words, 'People')
  await openPage(page, 'Pipeline')
  await expectBlurred(page, words, 'Pipeline')

  await openPage(page, 'Audit log')
  await expectBlurred(page, words, 'Audit log')
  await page.getByRole('main', { name: 'Audit log' }).getByText('invitee.created').first().click()
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toBeVisible()
  await expectBlurred(page, words, 'a delivery')

  await page.keyboard.press('b')
  await expect(page.getByRole('dialog', { name: 'Notices' })).toBeVisible()
  await expectBlurred(page, words, 'the notices')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Jane')
  await expect(page.getByRole('dialog').getByText(/Jane/).first()).toBeVisible()
  await expectBlurred(page, words, 'what was found')
  await page.keyboard.press('Escape')

  for (const name of ['Overview', 'Providers', 'Settings'] as const) {
    await openPage(page, name)
    await expect(page.getByRole('main', { name })).toBeVisible()
    expect(
      (await look(page, words)).filter(({ isBlurred }) => !isBlurred),
      name,
    ).toEqual([])
  }
})

test('the switch works while something is typed, holds in every window, and is there after a new start', async ({ start, dataDir }) => {
  const first = await startShellOffice(start, dataDir)
  const opened = first.app.waitForEvent('window')
  await first.page.keyboard.press('Control+Shift+N')
  const second = await opened
  const privacyOf = (page: Page) => page.locator('html')
  await expect(privacyOf(second)).toHaveAttribute('data-privacy', 'off')
  await openPage(first.page, 'Audit log')
  await first.page.getByRole('searchbox').first().focus()
  await first.page.keyboard.type('p')
  await expect(privacyOf(first.page)).toHaveAttribute('data-privacy', 'off')

  await first.page.keyboard.press('Control+Shift+P')

  await expect(privacyOf(first.page)).toHaveAttribute('data-privacy', 'on')
  await expect(privacyOf(second)).toHaveAttribute('data-privacy', 'on')
  await openPage(first.page, 'Settings')
  await expectNoViolations(first.page)
  await first.quit()

  const again = await start()
  await expect(privacyOf(again.page)).toHaveAttribute('data-privacy', 'on')
  await again.page.getByRole('button', { name: 'Hide names and contact data' }).click()
  await expect(privacyOf(again.page)).toHaveAttribute('data-privacy', 'off')
})
