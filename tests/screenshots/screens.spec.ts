import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type RunningDeskbell } from '../e2e/support/deskbell.ts'

/** The README's pictures come from here; `DESKBELL_SCREENSHOTS=all` also takes the smaller size, for looking at. */
const wide = { width: 1440, height: 900 }
const sizes = process.env['DESKBELL_SCREENSHOTS'] === 'all' ? [wide, { width: 1024, height: 700 }] : [wide]
const schemes = ['light', 'dark'] as const
const folder = new URL('../../docs/screenshots/', import.meta.url).pathname

test.setTimeout(240_000)

async function shoot(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  const suffix = size === wide ? '' : `-${size.width}`
  // Hints and marks of the new belong to the moment.
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${name}${suffix}.png`), animations: 'disabled' })
}

async function resize({ app }: RunningDeskbell, { width, height }: { width: number; height: number }): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(bounds.width, bounds.height)
    },
    { width, height },
  )
}

/** In the window's own words: what a person would click, with the keys that the rail shows. */
const screens: readonly { name: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'calendar', open: (page) => view(page, 'Week') },
  { name: 'month', open: (page) => view(page, 'Month') },
  { name: 'day', open: (page) => view(page, 'Day') },
  { name: 'list', open: (page) => view(page, 'List') },
  { name: 'team', open: (page) => view(page, 'Team') },
  {
    name: 'appointment',
    open: async (page) => {
      await view(page, 'Team')
      await page
        .getByRole('button', { name: /Amara Nwosu/ })
        .first()
        .click()
      await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    },
  },
  {
    name: 'log',
    open: async (page) => {
      await go(page, 'Audit log')
      await page.getByRole('row').nth(3).click()
      await expect(page.getByText(/what it changed/i)).toBeVisible()
    },
  },
  { name: 'providers', open: (page) => go(page, 'Providers') },
  { name: 'settings', open: (page) => go(page, 'Settings') },
]

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click()
}

async function view(page: Page, name: string): Promise<void> {
  await go(page, 'Calendar')
  // The radio itself is hidden beneath its label.
  await page.getByRole('radiogroup').getByText(name, { exact: true }).click()
}

test('every screen, with a full day of sample data', async ({ start }) => {
  mkdirSync(folder, { recursive: true })
  const deskbell = await start({ args: ['--port', '0', '--sample-day'], env: { TZ: 'America/New_York' } })
  const { page } = deskbell
  await deskbell.receiving()
  await expect(page.getByText(/60 sample deliveries/)).toBeVisible({ timeout: 60_000 })
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme })
    for (const size of sizes) {
      await resize(deskbell, size)
      for (const { name, open } of screens) {
        await open(page)
        await shoot(page, `${name}-${scheme}`, size)
        await page.keyboard.press('Escape')
      }
    }
  }
})

test('the first start', async ({ start }) => {
  const deskbell = await start()
  await deskbell.receiving()
  for (const scheme of schemes) {
    await deskbell.page.emulateMedia({ colorScheme: scheme })
    for (const size of sizes) {
      await resize(deskbell, size)
      await shoot(deskbell.page, `first-start-${scheme}`, size)
    }
  }
})
