import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Checks what is shown now, in light and in dark, with every rule that axe has. */
export async function expectNoViolations(page: Page): Promise<void> {
  // A hint that hovers belongs to the pointer, not to the screen.
  await page.mouse.move(0, 0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await expectNone(page)
  }
}

/** The same for a page in a browser that follows the system's colours by itself. Its JavaScript is on: axe is JavaScript. */
export async function expectNoViolationsInBrowser(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNone(page)
  }
}

async function expectNone(page: Page): Promise<void> {
  // Electron cannot open the blank page in which axe would otherwise finish its run.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
}
