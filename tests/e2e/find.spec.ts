import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/deskbell.ts'
import { startFullOffice } from './support/full-office.ts'
import { holdBack, openPage, pressInARow, type PageName } from './support/pages.ts'

const palette = (page: Page): Locator => page.getByRole('dialog', { name: /^Find a person/ })

async function find(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('Control+k')
  const dialog = palette(page)
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.type(text)
  return dialog
}

test('Ctrl K finds people, appointments, deliveries and commands in one list, by keys alone', async ({ start, dataDir }) => {
  test.slow()
  const { page } = await startFullOffice(start, dataDir)

  const dialog = await find(page, 'jane doe')
  const person = dialog.getByRole('button', { name: /Jane Doe.*jane\.doe@example\.com/ })
  await expect(person).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Delivery \d+.*Jane Doe/ }).first()).toBeVisible()
  await expect(
    dialog.getByRole('button', { name: /Jane Doe .*(Scheduled|Pending|Completed|Cancelled|No-show|Replaced)$/ }).first(),
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('main', { name: 'People' })).toContainText('jane.doe@example.com')

  // Typed and sent off before the desk has answered: what was typed is meant, and not what its first letters have found.
  await find(page, 'jane doe')
  await expect(person).toBeVisible()
  const letAnswer = await holdBack(page, '/find/everything')
  await dialog.getByRole('textbox').fill('lena feld')
  await page.keyboard.press('Enter')
  await letAnswer()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('main', { name: 'People' })).toContainText('lena.feld@example.com')

  // What a menu or the palette has opened gives the focus back to where it was before these.
  const menu = page.getByRole('button', { name: 'More about this client' })
  const erasing = page.getByRole('dialog', { name: 'Erase' })
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Erase this person…' }).press('Enter')
  await expect(erasing).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(erasing).toBeHidden()
  await expect(menu).toBeFocused()
  await find(page, 'erase this person')
  await page.keyboard.press('Enter')
  await expect(erasing).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(erasing).toBeHidden()
  await expect(menu).toBeFocused()

  await find(page, '#1')
  await expect(dialog.getByRole('button', { name: /Delivery 1 / })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toBeVisible()

  await find(page, 'settings')
  await expect(dialog.getByRole('button', { name: /^Settings/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible()

  await find(page, 'solberg')
  await dialog.getByRole('button', { name: 'Search the log for “solberg”' }).click()
  await expect(page.getByRole('searchbox', { name: 'Search in bodies' })).toHaveValue('solberg')
  await expect(page.getByRole('row', { name: /Solberg/ }).first()).toBeVisible()

  await find(page, 'qqqzzz')
  await expect(dialog.getByText('Nothing fits “qqqzzz”')).toBeVisible()
  // What is found stands above the way into the log, which was all that stood there before.
  await dialog.getByRole('textbox').fill('jane doe')
  await expect(person).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('main', { name: 'People' })).toContainText('jane.doe@example.com')
})

test('/ goes into the search of each page that has one, and ? lists every key of the page', async ({ start, dataDir }) => {
  test.slow()
  const { page } = await startFullOffice(start, dataDir)
  const searched: readonly PageName[] = ['Today', 'Calendar', 'People', 'Pipeline', 'Audit log']
  for (const name of searched) {
    await openPage(page, name)
    await expect(page.getByRole('main', { name })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.locator('input:focus')).toHaveAttribute('type', 'search')
    await page.keyboard.press('Escape')
  }
  for (const name of [...searched, 'Overview', 'Providers', 'Settings'] as const) {
    await openPage(page, name)
    await expect(page.getByRole('main', { name })).toBeVisible()
    await page.getByRole('heading', { level: 1 }).first().click()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(help.getByRole('row', { name: /^Find a person/ })).toBeVisible()
    if (searched.includes(name)) await expect(help.getByRole('row', { name: /\/$/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(help).toBeHidden()
  }
})

test('filters are kept by name, chosen by key, renamed, removed and had back, also after a restart', async ({ start }) => {
  const { page, quit, receiving } = await start()
  await receiving()
  await openPage(page, 'Audit log')
  const search = page.getByRole('searchbox', { name: 'Search in bodies' })
  const heading = page.getByRole('heading', { level: 1, name: 'Audit log' })
  await search.fill('solberg')
  await heading.click()
  await pressInARow(page, 'f', 's')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('The Solbergs')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved as “The Solbergs”.')).toBeVisible()
  const shown = page.getByRole('button', { name: 'Saved filters, The Solbergs is shown' })
  await expect(shown).toBeVisible()

  await heading.click()
  await page.keyboard.press('x')
  await expect(search).toHaveValue('')
  await pressInARow(page, 'f', '1')
  await expect(search).toHaveValue('solberg')

  await shown.click()
  const list = page.getByRole('dialog', { name: 'Saved filters' })
  await list.getByRole('button', { name: 'Rename The Solbergs' }).click()
  await list.getByRole('textbox', { name: 'Name' }).first().fill('Family')
  await page.keyboard.press('Enter')
  await list.getByRole('button', { name: 'Remove Family' }).click()
  await expect(page.getByText('Removed “Family”.')).toBeVisible()
  await expect(list.getByText(/^None yet/)).toBeVisible()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.getByRole('button', { name: 'Saved filters, Family is shown' })).toBeVisible()
  await page.keyboard.press('x')
  expect(await quit()).toBe(0)

  const again = await start()
  await again.receiving()
  await openPage(again.page, 'Audit log')
  await again.page.getByRole('button', { name: 'Saved filters', exact: true }).click()
  await again.page
    .getByRole('dialog', { name: 'Saved filters' })
    .getByRole('button', { name: /^Family/ })
    .click()
  await expect(again.page.getByRole('searchbox', { name: 'Search in bodies' })).toHaveValue('solberg')
})
