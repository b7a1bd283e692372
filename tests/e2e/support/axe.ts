import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** What may differ between light and dark; all else is the same page. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']
type ColorScheme = 'light' | 'dark'

/** Checks what is shown now with every rule that axe has, and in dark once more what colours decide. */
export async function expectNoViolations(page: Page): Promise<void> {
  // A hint that hovers belongs to the pointer, not to the screen.
  await page.mouse.move(0, 0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await expectNone(page, colorScheme)
  }
}

/** The same for a page in a browser that follows the system's colours by itself. Its JavaScript is on: axe is JavaScript. */
export async function expectNoViolationsInBrowser(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNone(page, colorScheme)
  }
}

async function expectNone(page: Page, colorScheme: ColorScheme): Promise<void> {
  // Electron cannot open the blank page in which axe would otherwise finish its run. What passed is not described: that takes as long again.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(rulesOfColour)).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
}
