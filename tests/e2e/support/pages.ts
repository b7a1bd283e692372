import type { Locator, Page } from '@playwright/test'

export type PageName = 'Today' | 'Calendar' | 'People' | 'Pipeline' | 'Overview' | 'Audit log' | 'Providers' | 'Sharing' | 'Settings'

export function openPage(page: Page, name: PageName): Promise<void> {
  return page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()
}

/** Presses keys that belong together without a pause, as fingers do: with the pause that a busy machine makes, each would be a key of its own. */
export async function pressInARow(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)))
}

/** A provider's card on the page Providers. */
export function providerCard(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true })
}

/** Types a signing secret in, as the admin does. The page Providers is shown. */
export async function setSecret(page: Page, provider: string, secret: string): Promise<void> {
  const card = providerCard(page, provider)
  await card.getByRole('button', { name: 'Set secret' }).click()
  await card.getByRole('textbox', { name: 'Signing secret' }).fill(secret)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await card.getByText(`ends …${secret.slice(-4)}`).waitFor()
}
