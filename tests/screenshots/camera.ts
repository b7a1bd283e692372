import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type RunningDeskbell } from '../e2e/support/deskbell.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The README's pictures come from here; `DESKBELL_SCREENSHOTS=all` also takes the smaller size, for looking at. */
export const wide: Size = { width: 1440, height: 900 }
export const sizes = process.env['DESKBELL_SCREENSHOTS'] === 'all' ? [wide, { width: 1024, height: 700 }] : [wide]
export const schemes = ['light', 'dark'] as const
export const folder = new URL('../../docs/screenshots/', import.meta.url).pathname

const zones = [
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Athens',
  'Asia/Dubai',
  'Asia/Dhaka',
  'Asia/Singapore',
  'Australia/Brisbane',
  'Pacific/Auckland',
]

/** Where it is the middle of the working day now: at night there is little to see of a day. */
export function zoneAtNoon(): string {
  const fromNoon = (timeZone: string): number =>
    Math.abs(13 - Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format()))
  return zones.toSorted((a, b) => fromNoon(a) - fromNoon(b))[0]!
}

export async function shoot(page: Page, name: string, size: Size): Promise<void> {
  const suffix = size === wide ? '' : `-${size.width}`
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.locator('[data-loading], .mantine-Skeleton-root')).toHaveCount(0)
  // Hints and marks of the new belong to the moment.
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${name}${suffix}.png`), animations: 'disabled' })
}

export async function resize({ app }: RunningDeskbell, { width, height }: Size): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(bounds.width, bounds.height)
    },
    { width, height },
  )
}

/** In light and dark, at each size: what is there already, or what `open` brings. */
export async function shootAll(deskbell: RunningDeskbell, name: string, open: () => Promise<void> = async () => {}): Promise<void> {
  for (const scheme of schemes) {
    await deskbell.page.emulateMedia({ colorScheme: scheme })
    for (const size of sizes) {
      await resize(deskbell, size)
      await open()
      await shoot(deskbell.page, `${name}-${scheme}`, size)
    }
  }
}
