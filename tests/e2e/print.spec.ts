import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'
import { expectNoViolations } from './support/axe.ts'
import { expect, test as base } from './support/deskbell.ts'
import type { RunningDeskbell } from './support/deskbell.ts'
import { startFullOffice } from './support/full-office.ts'
import { officeHosts } from '../support/full-office.ts'
import { openPage } from './support/pages.ts'
import { startShellOffice } from './shell-office.ts'

/** Where the app saves what is downloaded, for the length of a test. */
const test = base.extend<{ downloads: string }>({
  downloads: async ({}, provide) => {
    const downloads = await mkdtemp(join(tmpdir(), 'deskbell-downloads-'))
    await provide(downloads)
    await rm(downloads, { recursive: true, force: true })
  },
})

function saveThere({ app }: RunningDeskbell, downloads: string): Promise<void> {
  return app.evaluate(({ app: electron }, folder) => electron.setPath('downloads', folder), downloads)
}

interface PdfWish {
  readonly what?: 'Day' | 'Week'
  readonly who?: string
  readonly withNames?: boolean
  /** How the file's name ends. */
  readonly as?: string
}

/** Settles when the file is written: one that was saved before is told of at the same place. */
async function savePdf(page: Page, { what, who, withNames, as = 'Everyone.pdf' }: PdfWish): Promise<void> {
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog', { name: 'Print' })
  // The radio itself lies unseen under its words.
  if (what) await dialog.getByText(what, { exact: true }).first().click()
  if (who) {
    await dialog.getByRole('combobox', { name: 'Whose' }).click()
    await page.getByRole('option', { name: who }).click()
  }
  if (withNames !== undefined) await dialog.getByRole('checkbox', { name: 'With clients’ names' }).setChecked(withNames)
  await dialog.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByText(/^Saved in Downloads: /).filter({ hasText: as })).toBeVisible()
  await expect(dialog).toBeHidden()
}

interface ReadPdf {
  readonly pages: number
  readonly text: string
  /** Of the first page, in points. */
  readonly size: readonly number[]
}

async function readPdf(path: string): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(await readFile(path)))
  const { totalPages, text } = await extractText(document, { mergePages: true })
  const [, , width = 0, height = 0] = (await document.getPage(1)).view
  // Where a line ends is the sheet's own affair.
  return { pages: totalPages, text: text.replaceAll(/\s+/g, ' '), size: [Math.round(width), Math.round(height)] }
}

/** What the calendar's cards say of today: times and names, as the page has them. */
async function cardsOfToday(page: Page): Promise<{ time: string; client: string; status: string }[]> {
  const day = page.getByRole('main', { name: 'Today' })
  await expect(day.locator('[data-appointment]').first()).toBeAttached()
  return day.locator('[data-appointment]').evaluateAll((cards) =>
    cards.map((card) => {
      const sentence = card.querySelector('.visually-hidden')?.textContent ?? ''
      // “9:00 AM–9:30 AM Jane Doe, …”; the sheet says morning and afternoon beside its columns.
      const [, time = '', client = ''] = /^(\d+:\d\d) [AP]M\S* (?:[AP]M )?([^,]+),/.exec(sentence) ?? []
      return { time, client, status: card.getAttribute('data-status') ?? '' }
    }),
  )
}

test('the day of twelve people is one page with every name and time, and without them where names are left out', async ({
  start,
  dataDir,
  downloads,
}) => {
  test.slow()
  const office = await startFullOffice(start, dataDir)
  await saveThere(office, downloads)
  const { page } = office
  await openPage(page, 'Today')
  const cards = (await cardsOfToday(page)).filter(({ status }) => status !== 'cancelled' && status !== 'superseded')
  expect(cards.length).toBeGreaterThan(60)

  await savePdf(page, {})
  await savePdf(page, { withNames: false, as: 'Everyone (2).pdf' })

  const files = (await readdir(downloads)).sort()
  expect(files).toEqual([
    expect.stringMatching(/^Deskbell \d{4}-\d\d-\d\d Everyone \(2\)\.pdf$/),
    expect.stringMatching(/^Deskbell \d{4}-\d\d-\d\d Everyone\.pdf$/),
  ])
  const [without, with_] = await Promise.all(files.map((file) => readPdf(join(downloads, file))))
  // Letter in New York, lying.
  expect({ pages: with_?.pages, size: with_?.size }).toEqual({ pages: 1, size: [792, 612] })
  expect(without?.pages).toBe(1)
  for (const { name } of officeHosts) expect(with_?.text).toContain(name)
  expect(cards.filter(({ client, time }) => !with_?.text.includes(`${time} ${client}`))).toEqual([])
  expect(cards.filter(({ client }) => without?.text.includes(client))).toEqual([])
  expect(without?.text).toContain('without names')
})

test('one person’s day stands on one page and names nobody else’s clients', async ({ start, dataDir, downloads }) => {
  test.slow()
  const office = await startFullOffice(start, dataDir)
  await saveThere(office, downloads)
  await openPage(office.page, 'Today')
  const cards = await cardsOfToday(office.page)

  await savePdf(office.page, { who: 'Anna Becker', as: 'Anna Becker.pdf' })

  const [file = ''] = await readdir(downloads)
  expect(file).toContain('Anna Becker')
  const { pages, size, text } = await readPdf(join(downloads, file))
  expect({ pages, size }).toEqual({ pages: 1, size: [612, 792] })
  expect(text).toContain('Anna Becker')
  expect(text).not.toContain('Marcus Lindqvist')
  const named = cards.filter(({ client }) => text.includes(client))
  expect(named.length).toBeGreaterThan(3)
  expect(named.length).toBeLessThan(cards.length / 2)
})

test('the week is one page, and with the privacy switch on it has no names whatever was wished for', async ({
  start,
  dataDir,
  downloads,
}) => {
  const office = await startShellOffice(start, dataDir)
  await saveThere(office, downloads)
  const { page } = office
  await office.book({ id: 'b1', client: 'Jane Doe', at: '10:00' })
  await openPage(page, 'Calendar')
  await expect(page.getByText('Jane Doe').first()).toBeAttached()
  await savePdf(page, { what: 'Week' })
  await page.keyboard.press('p')
  await expect(page.locator('html')).toHaveAttribute('data-privacy', 'on')

  await savePdf(page, { what: 'Week', as: 'Everyone (2).pdf' })

  const [second = '', first = ''] = (await readdir(downloads)).sort()
  const [withNames, without] = await Promise.all([readPdf(join(downloads, first)), readPdf(join(downloads, second))])
  expect({ pages: withNames.pages, landscape: withNames.size[0]! > withNames.size[1]! }).toEqual({ pages: 1, landscape: true })
  expect(withNames.text).toMatch(/10:00( AM)? Jane Doe/)
  expect(without.text).toMatch(/10:00( AM)? Consultation/)
  expect(without.text).not.toContain('Jane')
})

test('a file that lies there is never replaced, and what hinders saving is told', async ({ start, dataDir, downloads }) => {
  const office = await startShellOffice(start, dataDir)
  const noFolder = join(downloads, 'a-file')
  await writeFile(noFolder, 'not a folder')
  await saveThere(office, noFolder)
  const { page } = office
  await page.keyboard.press('Control+p')
  await page.getByRole('dialog', { name: 'Print' }).getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByRole('alert')).toContainText('The PDF could not be saved')
  await expect(page.getByRole('alert')).toContainText('The folder for downloads may not be written to')
  expect(await readFile(noFolder, 'utf8')).toBe('not a folder')
})

test('“Print…” hands the sheet to the system’s dialog, and the dialog passes axe', async ({ start, dataDir }) => {
  const { page, book } = await startShellOffice(start, dataDir)
  await book({ id: 'b1', client: 'Jane Doe' })
  await openPage(page, 'Settings')
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('dialog', { name: 'Print' })).toBeVisible()
  await expectNoViolations(page)
  // The system's dialog waits for a person; what it would be given is on the page.
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-asked-to-print', document.body.lastElementChild?.textContent ?? '')
  })
  await page.getByRole('dialog', { name: 'Print' }).getByRole('button', { name: 'Print…' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-asked-to-print', /Everyone/)
})
