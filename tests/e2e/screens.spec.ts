import type { Page } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { startFullOffice } from './support/full-office.ts'
import { openPage, resize, type PageName } from './support/pages.ts'

const names: readonly PageName[] = ['Today', 'Calendar', 'People', 'Pipeline', 'Overview', 'Audit log', 'Providers', 'Sharing', 'Settings']

test('every screen with a full office passes axe in light and dark, and nothing reaches beyond the window at either size', async ({
  start,
  dataDir,
}) => {
  // Each page by two schemes and at two sizes.
  test.setTimeout(8 * 60_000)
  const deskbell = await startFullOffice(start, dataDir)
  const { page } = deskbell
  for (const name of names) {
    await openPage(page, name)
    await expect(page.getByRole('main', { name })).toBeVisible()
    await settled(page)
    await expectNoViolations(page)
    if (name === 'Sharing') {
      await openAndLeave(page, 'New key')
      await eachOtherTab(page, async () => expectNoViolations(page))
    }
    for (const [width, height] of [
      [1440, 900],
      [1024, 700],
    ] as const) {
      await resize(deskbell, width, height)
      expect({ name, width, beyond: await reachingBeyond(page) }).toEqual({ name, width, beyond: [] })
    }
  }
})

/** A dialog by keys alone: what opened it has the focus again. */
async function openAndLeave(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name })
  await button.press('Enter')
  await expect(page.getByRole('dialog', { name }).getByRole('textbox').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
}

/** Of a page with tabs, all but the one that it opens with. */
async function eachOtherTab(page: Page, look: () => Promise<void>): Promise<void> {
  const [, ...others] = await page.getByRole('tab').allTextContents()
  for (const name of others) {
    await page.getByRole('tab', { name, exact: true }).click()
    await settled(page)
    await look()
  }
}

/** Until nothing is loading any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('[data-loading], .mantine-Skeleton-root')).toHaveCount(0)
}

/** The buttons and fields of the page's frame and toolbar that lie outside of the window, and whether the page itself scrolls sideways. */
function reachingBeyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const beyond = [...document.querySelectorAll('nav button, main > header button, main > header input, footer button')].filter(
      (element) => {
        const { left, right, top, bottom, width } = element.getBoundingClientRect()
        return width > 0 && (left < -1 || top < -1 || right > window.innerWidth + 1 || bottom > window.innerHeight + 1)
      },
    )
    const scrolls = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []
    return [...beyond.map((element) => element.outerHTML.slice(0, 120)), ...scrolls]
  })
}
