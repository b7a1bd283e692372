import type { Page } from '@playwright/test'
import { de } from '../../src/shared/messages/de/index.ts'
import { en } from '../../src/shared/messages/en/index.ts'
import { expect, test } from './support/deskbell.ts'
import { startFullOffice } from './support/full-office.ts'
import { openPage } from './support/pages.ts'

type Branch = { readonly [name: string]: string | Branch }

function flat(branch: Branch): string[] {
  return Object.values(branch).flatMap((value) => (typeof value === 'string' ? [value] : flat(value)))
}

const spoken = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
const germanTexts = new Set(flat(de).map(spoken))
/** What providers, and the samples of this office, say in their own words stays in their words. */
const fromProviders = new Set(Object.values(en.words.type))
/** English messages without gaps that no German message is written like. */
const english = new Set(
  flat(en)
    .filter((text) => !text.includes('{{') && !fromProviders.has(text))
    .map(spoken)
    .filter((text) => /\p{L}{2}/u.test(text) && !germanTexts.has(text)),
)

/** Every text that is shown or read aloud now, line by line. */
async function textsOf(page: Page): Promise<string[]> {
  const texts = await page.locator('body').evaluate((body) => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription']
    const said = [...body.querySelectorAll('*')].flatMap((element) => [
      ...attributes.map((name) => element.getAttribute(name) ?? ''),
      // What is set as code stands so in somebody else's program.
      ...[...(element.tagName === 'CODE' ? [] : element.childNodes)]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? ''),
    ])
    return body instanceof HTMLElement ? [...body.innerText.split('\n'), ...said] : said
  })
  return texts.map((text) => text.replaceAll(/\s+/gu, ' ').trim())
}

async function expectGerman(page: Page, where: string): Promise<void> {
  const leftOver = (await textsOf(page)).filter((text) => english.has(text))
  expect({ where, leftOver: [...new Set(leftOver)] }).toEqual({ where, leftOver: [] })
}

test('in German no page, drawer, dialog or menu has an English word of ours', async ({ start, dataDir }) => {
  test.slow()
  const { page } = await startFullOffice(start, dataDir, { settings: { language: 'de' } })
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  const rail = page.getByRole('navigation', { name: 'Seiten' })
  const names = Object.values(de.app.page)
  expect(names).toHaveLength(await rail.getByRole('button').count())
  for (const name of names) {
    await rail.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('main', { name })).toBeVisible()
    await expect(page.getByRole('status', { name: de.ui.loading })).toHaveCount(0)
    await expectGerman(page, name)

    await page.getByRole('heading', { level: 1 }).first().click()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: de.app.help.title })).toBeVisible()
    await expectGerman(page, `${name}, keys`)
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: de.app.palette.label })).toBeVisible()
    await expectGerman(page, `${name}, palette`)
    await page.keyboard.press('Escape')
  }

  await rail.getByRole('button', { name: de.app.page.calendar }).click()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('jane doe')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Jane Doe.*\d\d:\d\d/ })
    .last()
    .click()
  await expect(page.getByRole('complementary').first()).toBeVisible()
  await expectGerman(page, 'what was found')

  await rail.getByRole('button', { name: de.app.page.log }).click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: de.log.delivery })).toBeVisible()
  await expectGerman(page, 'a delivery')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: de.filters.open }).click()
  await expectGerman(page, 'saved filters')
})

test('numbers, dates and the clock are the language’s, a change is taken at once and is there after a restart', async ({ start }) => {
  const { page, quit } = await start({ env: { TZ: 'UTC' } })
  await openPage(page, 'Settings')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await page.getByRole('region', { name: 'This desk' }).getByRole('button', { name: 'Save' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
  await expect(page.getByText(/^Empfängt auf /)).toBeVisible()
  await expect(page.getByText(/^Dort ist es jetzt \d\d:\d\d$/)).toBeVisible()
  await page.getByRole('combobox', { name: 'Erster Tag der Woche' }).click()
  await expect(page.getByRole('option', { name: 'Montag' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await quit()).toBe(0)

  const again = await start({ env: { TZ: 'UTC' } })
  await expect(again.page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(again.page.getByRole('navigation', { name: 'Seiten' })).toBeVisible()

  await again.page.keyboard.press('Control+k')
  await again.page.keyboard.type('sprache eng')
  await again.page.keyboard.press('Enter')
  await expect(again.page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
  await expect(again.page.locator('html')).toHaveAttribute('lang', 'en')
  // What the test above looks for is there where it belongs.
  expect((await textsOf(again.page)).filter((text) => english.has(text)).length).toBeGreaterThan(10)
})
