import { _electron } from '@playwright/test'
import type { CDPSession, ElectronApplication, Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchOptions } from '../../../scripts/lib/launch-options.mjs'
import { expect, ownDisplay, test as base } from './deskbell.ts'

/** Who visits, and with what kind of browser. */
export interface Visitor {
  /** Each has cookies and storage of their own, which last for one test. */
  readonly name?: string
  /** Off: locators, clicks and short `evaluate`s work as ever, axe does not. */
  readonly javaScript?: boolean
  /** Its `Accept-Language`. */
  readonly languages?: string
  /** IANA; absent: as the machine's. */
  readonly timeZone?: string
  readonly size?: { readonly width: number; readonly height: number }
}

interface Fixtures {
  /**
   * Opens a window of a plain browser, without anything of Deskbell's in it. Playwright's own browsers are a download that not every machine
   * can make, so it is the Electron that Deskbell runs in, with no preload and no Node in its pages; it starts with the first window.
   */
  readonly browse: (visitor?: Visitor) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  browse: async ({}, provide) => {
    const complaints: string[] = []
    let profile: string | null = null
    let browser: ElectronApplication | null = null
    await provide(async (visitor = {}) => {
      profile ??= await mkdtemp(join(tmpdir(), 'deskbell-browser-'))
      browser ??= await startBrowser(profile)
      const page = await openWindow(browser, visitor)
      page.on('pageerror', (error) => complaints.push(error.message))
      // Which status an address answers with is the test's own question.
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
      })
      return page
    })
    await (browser as ElectronApplication | null)?.close()
    if (profile !== null) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    // An exception, or something that a page's policy refused, is a fault of ours whatever else the test looked at.
    expect(complaints).toEqual([])
  },
})

export { expect }

function startBrowser(profile: string): Promise<ElectronApplication> {
  const options = launchOptions({ env: ownDisplay() })
  // The last of them is the app; this one is another.
  const args = [...options.args.slice(0, -1), fileURLToPath(new URL('browser', import.meta.url)), `--user-data-dir=${profile}`]
  return _electron.launch({ ...options, args })
}

async function openWindow(
  browser: ElectronApplication,
  { name = 'somebody', javaScript = true, languages = 'en-US,en', timeZone, size = { width: 1280, height: 800 } }: Visitor,
): Promise<Page> {
  const opened = browser.waitForEvent('window')
  await browser.evaluate(
    async ({ app, BrowserWindow, session }, given) => {
      await app.whenReady()
      const own = session.fromPartition(given.name)
      own.setUserAgent(own.getUserAgent(), given.languages)
      const window = new BrowserWindow({
        ...given.size,
        useContentSize: true,
        webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false },
      })
      void window.loadURL('about:blank')
    },
    { name, languages, size },
  )
  const page = await opened
  if (javaScript && timeZone === undefined) return page
  // They hold for as long as the session is attached, and so for as long as the page is there.
  const tools = await page.context().newCDPSession(page)
  if (!javaScript) await tools.send('Emulation.setScriptExecutionDisabled', { value: true })
  if (timeZone !== undefined) await tools.send('Emulation.setTimezoneOverride', { timezoneId: timeZone })
  return page
}

/**
 * Gives the page a device that makes and keeps passkeys, and a person who always says yes. A page has it on `http://localhost:<port>`, which a
 * browser takes for a secure place; an address of digits is no name that a passkey can be for.
 *
 * @returns the session of the device: `WebAuthn.getCredentials`, `WebAuthn.setUserVerified` … go to it with `authenticatorId`.
 */
export async function addPasskeyDevice(page: Page): Promise<{ readonly tools: CDPSession; readonly authenticatorId: string }> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('WebAuthn.enable')
  const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { tools, authenticatorId }
}
