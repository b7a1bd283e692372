import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/support/deskbell.ts'
import { startFullOffice } from '../e2e/support/full-office.ts'
import { folder, resize, schemes, shoot, shootAll, sizes, wide, zoneAtNoon } from './camera.ts'

test.setTimeout(240_000)

/** In the window's own words: what a person would click, with the keys that the rail shows. */
const screens: readonly { name: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'today', open: (page) => go(page, 'Today') },
  {
    name: 'appointment',
    open: async (page) => {
      await go(page, 'Today')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    },
  },
  {
    name: 'editor',
    open: async (page) => {
      await go(page, 'Today')
      await page.keyboard.press('+')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  { name: 'calendar', open: (page) => view(page, 'Week') },
  { name: 'month', open: (page) => view(page, 'Month') },
  { name: 'day', open: (page) => view(page, 'Day') },
  { name: 'list', open: (page) => view(page, 'List') },
  { name: 'team', open: (page) => view(page, 'Team') },
  { name: 'clients', open: (page) => people(page, 'Clients') },
  {
    name: 'client',
    open: async (page) => {
      await people(page, 'Clients')
      await page.getByRole('row').nth(4).click()
      await expect(page.getByRole('region', { name: 'Client', exact: true })).toBeVisible()
    },
  },
  { name: 'members', open: (page) => people(page, 'Team') },
  { name: 'pipeline', open: (page) => go(page, 'Pipeline') },
  { name: 'overview', open: (page) => go(page, 'Overview') },
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

async function people(page: Page, tab: 'Clients' | 'Team'): Promise<void> {
  await go(page, 'People')
  await page.getByRole('main').getByRole('radiogroup').getByText(tab, { exact: true }).click()
}

async function view(page: Page, name: string): Promise<void> {
  await go(page, 'Calendar')
  // The radio itself is hidden beneath its label.
  await page.getByRole('radiogroup').getByText(name, { exact: true }).click()
}

/** What an hour at the desk leaves: some came, one did not, one was cancelled; two processes are finished, one client is lost. */
async function workForAnHour(page: Page): Promise<void> {
  await go(page, 'Today')
  await expect(page.locator('[data-appointment]').first()).toBeVisible()
  await page.keyboard.press('s')
  const settling = page.getByRole('dialog', { name: 'Appointments to settle' })
  const lines = settling.getByRole('listitem')
  // The list begins with what is longest over: those who have just come are its last ones.
  for (let left = await lines.count(); left > 4; left -= 1) {
    await page.keyboard.press(left < 10 ? 'a' : left % 9 === 0 ? 'n' : 'd')
    await expect(lines).toHaveCount(left - 1)
  }
  await page.keyboard.press('Escape')
  await go(page, 'Pipeline')
  const stage = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}: `) }).locator('[data-client]:not([aria-haspopup])')
  for (const [key, name, amount] of [
    ['f', 'Completed', 3],
    ['l', 'Lost', 2],
  ] as const) {
    for (let done = 1; done <= amount; done += 1) {
      await stage('Attended').first().focus()
      await page.keyboard.press(key)
      await page.keyboard.press('Enter')
      await expect(stage(name)).toHaveCount(done)
    }
  }
}

test('every screen, with a full office', async ({ start, dataDir }) => {
  mkdirSync(folder, { recursive: true })
  const values = { consultation: 9000, strategy_session: 24000, interview: 0, meeting: 12000 }
  const deskbell = await startFullOffice(start, dataDir, {
    timeZone: zoneAtNoon(),
    weeks: 2,
    settings: { language: 'en', staffName: 'Mara', currency: 'USD', typeValues: values },
  })
  const { page } = deskbell
  await resize(deskbell, wide)
  await workForAnHour(page)
  // The marks of the new and the offers to take something back belong to their moment.
  await expect(page.locator('[data-new], .mantine-Notification-root')).toHaveCount(0, { timeout: 30_000 })
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
  await shootAll(deskbell, 'first-start')
})
