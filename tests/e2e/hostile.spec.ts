import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { cleanParagraph } from '../../src/main/providers/reading/text.ts'
import { everythingAt, startHostileOffice } from './hostile-office.ts'
import { hostileStrings } from './hostile-strings.ts'
import { marks, startMarkedOffice } from './marked-office.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, type PageName } from './support/pages.ts'

/** Writes down, in main, what leaves the window from now on. A question about a link is always agreed to. */
function watchTheWay(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ dialog, session, shell, Notification }) => {
    const left: string[] = []
    const told: string[] = []
    Object.assign(globalThis, { left, told })
    session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
      if (!/^(?:deskbell:\/\/app\/|devtools:)/.test(details.url)) left.push(`requested ${details.url}`)
      decide({})
    })
    shell.openExternal = async (url) => void left.push(`opened ${url}`)
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
    Notification.isSupported = () => true
    Notification.prototype.show = function show(this: Electron.Notification) {
      told.push(this.body)
    }
  })
}

const whatLeft = (app: ElectronApplication) => app.evaluate(() => Reflect.get(globalThis, 'left') as string[])
const whatWasTold = (app: ElectronApplication) => app.evaluate(() => Reflect.get(globalThis, 'told') as string[])

/** What no text may do to the page it stands on. */
function harm(page: Page): Promise<object> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')]
    const strange =
      'iframe,frame,object,embed,base,form[action],meta[http-equiv],video,audio,math,applet,portal,animate,[srcdoc],[formaction]'
    const text: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) text.push(node.textContent ?? '')
    return {
      ran: Reflect.get(globalThis, 'deskbellWasHere'),
      strange: [...document.querySelectorAll(strange)].map((element) => element.outerHTML.slice(0, 100)),
      scripts: [...document.scripts].map(({ src }) => new URL(src).origin).filter((origin) => origin !== window.origin),
      pictures: [...document.images].map(({ src }) => src).filter((src) => !/^(?:data:image|deskbell:\/\/app\/)/.test(src)),
      handlers: all.flatMap((element) => element.getAttributeNames()).filter((name) => /^on/i.test(name)),
      links: [...document.querySelectorAll('[href]')]
        .map((element) => element.getAttribute('href') ?? '')
        .filter((href) => !/^(?:https?:\/\/|deskbell:\/\/app\/assets\/|#|\.?\/assets\/|mailto:|tel:)/.test(href)),
      turned: text.filter((words) => /[\u202a-\u202e\u2066-\u2069]/.test(words)).map((words) => words.slice(0, 60)),
      // As a word of its own: a time of day and a duration may have it, too.
      evaluated: text.filter((words) => /(?<![\d:])49(?!\d) (?!ms|[AP]M)/.test(words)),
      sideways: document.documentElement.scrollWidth > window.innerWidth,
      hidden: getComputedStyle(document.body).display === 'none',
    }
  })
}

/** Where the texts that are links begin, and two that turn the direction of text. */
const linksFrom = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]

const unharmed = {
  ran: undefined,
  strange: [],
  scripts: [],
  pictures: [],
  handlers: [],
  links: [],
  turned: [],
  evaluated: [],
  sideways: false,
  hidden: false,
}

test('sixty hostile texts in every field are words on every screen: nothing runs, nothing is asked for, nothing opens', async ({
  start,
  dataDir,
}) => {
  test.slow()
  const { app, page, post } = await startHostileOffice(start, dataDir)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await watchTheWay(app)
  const look = async (where: string) => expect.soft({ where, ...(await harm(page)) }).toEqual({ where, ...unharmed })

  await openPage(page, 'Today')
  await expect(page.locator('[data-appointment]').first()).toBeAttached()
  await look('Today')

  await openPage(page, 'Calendar')
  for (const view of ['Week', 'Month', 'Team', 'List'] as const) {
    await page.getByRole('main', { name: 'Calendar' }).getByText(view, { exact: true }).first().click()
    await expect(page.locator('[data-appointment]').first()).toBeAttached()
    await look(`Calendar, ${view}`)
  }

  // The one that holds all of them, and those that a click could lead away from.
  for (const nth of [everythingAt, ...linksFrom]) {
    await page.evaluate((id) => void (window.location.hash = `#appointment-${id}`), nth + 1)
    const drawer = page.getByRole('complementary', { name: 'Appointment' })
    await expect(drawer).toContainText(`hostile${nth}@example.com`)
    await look(`appointment ${nth + 1}`)
    await drawer.locator('a').evaluateAll((links) => links.forEach((link) => link instanceof HTMLElement && link.click()))
    if (nth !== everythingAt) continue
    // Every one of them is there to be read, as the words that it is.
    const shown = withoutBlanks(await drawer.textContent())
    expect(hostileStrings.map((text) => withoutBlanks(cleanParagraph(text, 400))).filter((text) => !shown.includes(text))).toEqual([])
  }
  await page.keyboard.press('Escape')

  await openPage(page, 'People')
  await expect(
    page
      .getByRole('main', { name: 'People' })
      .getByText(/hostile.*@example\.com/)
      .first(),
  ).toBeVisible()
  await look('People')
  await page
    .getByRole('main', { name: 'People' })
    .getByText(/hostile.*@example\.com/)
    .first()
    .click()
  await look('a client')
  await page.getByRole('main', { name: 'People' }).getByText('Team', { exact: true }).first().click()
  await look('Team')

  for (const name of ['Pipeline', 'Overview', 'Providers', 'Settings'] as const satisfies readonly PageName[]) {
    await openPage(page, name)
    await expect(page.getByRole('main', { name })).toBeVisible()
    await look(name)
  }

  await openPage(page, 'Audit log')
  const log = page.getByRole('main', { name: 'Audit log' })
  // A refused one, a quarantined one, and an accepted one.
  for (const search of ['#31', '#64', '#302']) {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill(search)
    await expect(page.getByRole('dialog').getByRole('button', { name: new RegExp(`Delivery ${search.slice(1)} `) })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'Delivery' })).toBeVisible()
    await look(`delivery ${search}`)
  }
  await expect(log).toBeVisible()

  // What is searched for is a text like every other.
  for (const text of [2, 8, 50, 54, 55, 57].map((nth) => hostileStrings[nth]!)) {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill(text)
    await expect(
      page
        .getByRole('dialog')
        .getByText(/Nothing fits|Search the log/)
        .first(),
    ).toBeVisible()
    await look(`searched for ${text}`)
    await page.keyboard.press('Escape')
  }
  await page.getByRole('searchbox', { name: 'Search in bodies' }).fill(hostileStrings[55]!)
  await look('the log, searched')

  await page.keyboard.press('b')
  await page.keyboard.press('Escape')
  await openPage(page, 'Today')
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog', { name: 'Notices' })).toBeVisible()
  await look('the notices')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('dialog', { name: 'Print' })).toBeVisible()
  await look('what is printed')
  await page.keyboard.press('Escape')
  await page.keyboard.press('+')
  await look('the editor')
  await page.keyboard.press('Escape')

  await app.evaluate(({ app: electron, BrowserWindow }) => void electron.emit('browser-window-blur', {}, BrowserWindow.getAllWindows()[0]))
  const appointment = {
    id: 'told',
    scheduledAt: new Date(Date.now() + 86_400_000).toISOString(),
    duration: 30,
    type: hostileStrings[2],
    client: { name: hostileStrings[3], email: 'told@example.com' },
    host: { name: hostileStrings[20], email: 'host4@office.example', role: 'advisor' },
  }
  expect(await post('smart-scheduler', { event: 'appointment.created', appointment })).toBe(200)
  await expect.poll(async () => (await whatWasTold(app)).length).toBeGreaterThan(0)
  if (process.platform === 'linux') expect((await whatWasTold(app)).join('')).not.toMatch(/[<>]/)

  // Whatever a click asked to open is https, and names no user to look like another host.
  for (const url of ['https://zoom.us@evil.invalid/', 'zoommtg://zoom.us/join', 'vbscript:msgbox(1)', 'http://zoom.us/j/1'])
    await page.evaluate((target) => void window.open(target), url)
  const left = await whatLeft(app)
  expect(left.filter((line) => !/^opened https:\/\/[^/@]+(?:\/|$)/.test(line))).toEqual([])
  expect(left).toContain('opened https://xn--zm-fmca.us/j/1')
  expect(dialogs).toEqual([])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

/** Blanks and line ends are the screen's affair. */
function withoutBlanks(text: string | null): string {
  return (text ?? '').replaceAll(/\s+/g, '')
}

/** How a value could stand in a file. */
const spellings = (value: string): readonly Buffer[] =>
  [Buffer.from(value), Buffer.from(value, 'utf16le')].flatMap((bytes) => [bytes, Buffer.from(bytes.toString('hex')), ...inBase64(bytes)])

/** A value inside of something longer begins at one of three places of its base64; what stands at its ends depends on its neighbours. */
function inBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) =>
    Buffer.from(
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(before === 0 ? 0 : 4, -4),
    ),
  )
}

test('forty marked personal values are in no log and no crash file, and of those that are secrets there is none in any file', async ({
  start,
  dataDir,
}) => {
  const office = await startMarkedOffice(start, dataDir)
  const { app, page } = office
  await office.drive()

  // The page dies with them on the screen.
  const [names, secrets] = [marks.filter(({ isSecret }) => !isSecret), marks.filter(({ isSecret }) => isSecret)]
  await openPage(page, 'People')
  await expect(page.getByText(names[1]!.value).first()).toBeVisible()
  const reloaded = page.waitForEvent('crash')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await reloaded
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed())).toBe(false)
  // It is loaded anew, and quits as a window that stands.
  const receives = `/Receiving on/.test(document.body.innerText)`
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }, asked) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(asked), receives),
    )
    .toBe(true)
  await office.quit()
  await rm(office.provisionFile)

  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const found = (where: readonly string[], values: readonly { readonly value: string }[]): string[] =>
    where.flatMap((file) => {
      const bytes = readFileSync(file)
      return values
        .filter(({ value }) => spellings(value).some((spelling) => bytes.includes(spelling)))
        .map(({ value }) => `${value} in ${relative(dataDir, file)}`)
    })
  const logs = files.filter((file) => /logs|crash|\.log|\.dmp/i.test(relative(dataDir, file)))
  expect(logs).toContain(join(dataDir, 'logs', 'deskbell.log'))
  expect(found(logs, marks)).toEqual([])
  expect(found(files, secrets)).toEqual([])
  // The search itself finds what is there.
  expect(found([join(dataDir, 'deskbell.db')], names.slice(0, 1))).toHaveLength(1)
  expect(marks.length).toBe(40)
})
