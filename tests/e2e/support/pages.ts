import type { Locator, Page } from '@playwright/test'
import type { RunningDeskbell } from './deskbell.ts'

export type PageName = 'Today' | 'Calendar' | 'People' | 'Pipeline' | 'Overview' | 'Audit log' | 'Providers' | 'Sharing' | 'Settings'

export function openPage(page: Page, name: PageName): Promise<void> {
  return page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()
}

/** Presses keys that belong together without a pause, as fingers do: with the pause that a busy machine makes, each would be a key of its own. */
export async function pressInARow(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)))
}

/**
 * Holds back what the page asks of a procedure from now on, `/find/everything`: its answers come late.
 * @returns lets the desk answer, and holds nothing back any more
 */
export async function holdBack(page: Page, procedure: string): Promise<() => Promise<void>> {
  await page.evaluate((path) => {
    const send = MessagePort.prototype.postMessage
    const held: (() => void)[] = []
    MessagePort.prototype.postMessage = function hold(this: MessagePort, message: unknown) {
      if (String(message).includes(path)) held.push(() => send.call(this, message))
      else send.call(this, message)
    }
    const letAnswer = (): void => {
      MessagePort.prototype.postMessage = send
      for (const goOn of held) goOn()
    }
    window.addEventListener('let-the-desk-answer', letAnswer, { once: true })
  }, procedure)
  return () => page.evaluate(() => void window.dispatchEvent(new Event('let-the-desk-answer')))
}

/** Makes the window so large, and waits until its page is: what is measured before would lie elsewhere. */
export async function resize({ app, page }: Pick<RunningDeskbell, 'app' | 'page'>, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
  await page.waitForFunction(([w, h]) => window.innerWidth === w && window.innerHeight === h, [width, height] as const)
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
