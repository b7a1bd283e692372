import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secret = schemes[providers.calendly.schemes[0]].generateSecret()

/** An office in UTC with Calendly connected, at its board. */
async function startBoard(start: (options?: StartOptions) => Promise<RunningDeskbell>, dataDir: string) {
  const file = join(dataDir, 'provision.json')
  await writeFile(
    file,
    JSON.stringify({ settings: { timeZone: 'UTC', language: 'en', staffName: 'Mia' }, providers: { calendly: { signingSecret: secret } } }),
  )
  const deskbell = await start({ args: ['--port', '0', '--provision', file] })
  const receiver = await deskbell.receiving()
  const { page } = deskbell
  await openPage(page, 'Pipeline')
  const post = async (body: object): Promise<void> => {
    const answer = await postSigned(receiver, 'calendly', JSON.stringify(body), secret)
    expect(answer.status).toBe(200)
  }
  return { ...deskbell, post }
}

const openPage = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()

type Body = Record<string, unknown> & { payload: Record<string, unknown> }
const sample = (name: string): Body => JSON.parse(sampleOf('calendly', name)) as Body
const nameOf = (email: string): string => `${email[0]?.toUpperCase()}${email.slice(1).split('@')[0]}`

/** Calendly's sample of a routing form, sent by this person just now. */
function formOf(email: string): Body {
  const form = sample('composed-routing-form-submission')
  const questions = [
    { question: 'Name', answer: nameOf(email) },
    { question: 'E-mail', answer: email },
  ]
  return {
    ...form,
    created_at: new Date().toISOString(),
    payload: { ...form.payload, uri: `https://api.calendly.com/routing_form_submissions/${email}`, questions_and_answers: questions },
  }
}

/** Calendly's sample of a booking, made by this person at `madeAtMs` for the noon of `daysAhead`. */
function bookingOf(email: string, { madeAtMs = Date.now(), daysAhead = 0, id = 'first' } = {}): Body {
  const booking = sample('composed-invitee-created')
  const day = new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10)
  const uri = `https://api.calendly.com/scheduled_events/${id}-${email}`
  const event = { ...(booking.payload['scheduled_event'] as object), uri, start_time: `${day}T12:00:00Z`, end_time: `${day}T12:30:00Z` }
  return {
    ...booking,
    created_at: new Date(madeAtMs).toISOString(),
    payload: { ...booking.payload, uri: `${uri}/invitees/1`, email, name: nameOf(email), scheduled_event: event },
  }
}

const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: new RegExp(`^${stage}: `) })
const card = (page: Page, stage: string, name: string): Locator =>
  column(page, stage).getByRole('button', { name: new RegExp(`^${name} `) })
const dialog = (page: Page): Locator => page.getByRole('dialog')

test('a client moves by themselves: a form makes a lead, a booking moves to booked, an arrival at the desk to attended', async ({
  start,
  dataDir,
}) => {
  const { page, post } = await startBoard(start, dataDir)
  await expect(page.getByText('No clients yet')).toBeVisible()

  await post(formOf('ana@example.com'))
  await expect(card(page, 'Lead', 'Ana')).toContainText('No appointment')
  await expect(column(page, 'Lead')).toHaveAccessibleName('Lead: 1 client')

  await post(bookingOf('ana@example.com', { daysAhead: 2 }))
  await expect(card(page, 'Booked', 'Ana')).toContainText('New here')
  await expect(card(page, 'Booked', 'Ana')).toContainText('12:00')
  await expect(column(page, 'Lead')).toHaveAccessibleName('Lead: 0 clients')

  await post(bookingOf('ben@example.com'))
  await expect(card(page, 'Booked', 'Ben')).toBeVisible()
  await openPage(page, 'Today')
  // Before noon what comes next names him, too.
  await page.getByRole('listitem').getByRole('button', { name: /Ben/ }).focus()
  await page.keyboard.press('a')
  await expect(page.getByText('Ben arrived')).toBeVisible()
  await openPage(page, 'Pipeline')
  await expect(card(page, 'Attended', 'Ben')).toBeVisible()
  await expect(column(page, 'Attended')).toHaveAccessibleName('Attended: 1 client')

  await page.keyboard.press('u')
  await expect(card(page, 'Booked', 'Ben')).toBeVisible()
})

test('a client is moved by keys alone, with a reason that stays, and it is taken back', async ({ start, dataDir }) => {
  const { page, post } = await startBoard(start, dataDir)
  for (const name of ['ana', 'ben', 'cleo']) await post(formOf(`${name}@example.com`))
  await post(bookingOf('dora@example.com'))
  await expect(card(page, 'Booked', 'Dora')).toBeVisible()

  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Lead', 'Cleo')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Lead', 'Ben')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(card(page, 'Booked', 'Dora')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, 'Lead', 'Cleo')).toBeFocused()

  await page.keyboard.press('Shift+ArrowRight')
  await expect(dialog(page)).toContainText('Move Cleo to Booked')
  await page.keyboard.type('booked by phone')
  await page.keyboard.press('Enter')
  await expect(card(page, 'Booked', 'Cleo')).toBeFocused()
  await expect(card(page, 'Booked', 'Cleo').getByRole('img', { name: 'Set by Mia' })).toBeVisible()
  await expect(page.getByRole('tooltip')).toContainText('Set by Mia: booked by phone')

  await page.keyboard.press('l')
  await expect(dialog(page)).toContainText('Move Cleo to Lost')
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await expect(card(page, 'Lost', 'Cleo')).toBeFocused()
  await expect(page.getByRole('tooltip')).toContainText('Chose somebody else')
  await page.keyboard.press('u')
  await expect(card(page, 'Booked', 'Cleo')).toBeFocused()

  await page.keyboard.press('f')
  await page.keyboard.press('Escape')
  await expect(card(page, 'Booked', 'Cleo')).toBeFocused()
  await page.keyboard.press('f')
  await page.keyboard.press('Enter')
  await expect(card(page, 'Completed', 'Cleo')).toBeFocused()
  await page.keyboard.press('<')
  await page.keyboard.press('Enter')
  await expect(card(page, 'Attended', 'Cleo')).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(page.getByRole('main', { name: 'People' })).toBeVisible()
})

test('a card is dragged to another stage, and dropped without an effect where it was', async ({ start, dataDir }) => {
  const { page, post } = await startBoard(start, dataDir)
  await post(formOf('ana@example.com'))
  await card(page, 'Lead', 'Ana').dragTo(column(page, 'Lead'), { targetPosition: { x: 60, y: 300 } })
  await card(page, 'Lead', 'Ana').dragTo(column(page, 'Completed'))
  await expect(dialog(page)).toContainText('Move Ana to Completed')
  await dialog(page).getByRole('button', { name: 'Move' }).click()
  await expect(card(page, 'Completed', 'Ana')).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card(page, 'Lead', 'Ana')).toBeVisible()
  await expect(card(page, 'Lead', 'Ana').getByRole('img', { name: /Set by/ })).toHaveCount(0)
})

test('what a person set is not moved back by late deliveries, and not out of lost; the card shows the new appointment', async ({
  start,
  dataDir,
}) => {
  const { page, post } = await startBoard(start, dataDir)
  await post(formOf('ana@example.com'))
  await post(formOf('ben@example.com'))
  await expect(card(page, 'Lead', 'Ben')).toBeVisible()
  const move = async (name: string, stage: string): Promise<void> => {
    const place = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(`^${name} `) }) })
    await place.getByRole('button', { name: 'Move this client' }).click()
    await page.getByRole('menuitem', { name: `Move to ${stage}` }).click()
    await dialog(page).getByRole('button', { name: 'Move' }).click()
    await expect(card(page, stage, name)).toBeVisible()
  }
  await move('Ana', 'Attended')
  await move('Ben', 'Lost')

  await post(bookingOf('ana@example.com', { madeAtMs: Date.now() - 3_600_000, daysAhead: 1 }))
  await post(bookingOf('ben@example.com', { daysAhead: 1 }))
  await expect(card(page, 'Attended', 'Ana')).toContainText('12:00')
  await expect(card(page, 'Lost', 'Ben')).toContainText('Has an appointment again')

  await move('Ana', 'Lead')
  await post(bookingOf('ana@example.com', { daysAhead: 2, id: 'second' }))
  await expect(card(page, 'Booked', 'Ana')).toBeVisible()
  await expect(card(page, 'Booked', 'Ana').getByRole('img', { name: /Set by/ })).toHaveCount(0)
})

test('a name finds a client among all of them, and a long column is read on when somebody asks', async ({ start, dataDir }) => {
  const { page, post } = await startBoard(start, dataDir)
  await Promise.all(Array.from({ length: 104 }, (_, index) => post(formOf(`person${index}@example.com`))))
  await expect(column(page, 'Lead')).toHaveAccessibleName('Lead: 104 clients')
  await column(page, 'Lead').getByRole('button', { name: '4 more' }).click()
  await expect(column(page, 'Lead').getByRole('button', { name: /more$/ })).toHaveCount(0)

  await page.keyboard.press('/')
  await page.keyboard.type('person77')
  await expect(column(page, 'Lead')).toHaveAccessibleName('Lead: 1 client')
  await expect(card(page, 'Lead', 'Person77')).toBeVisible()
  await page.keyboard.type('8')
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(column(page, 'Lead')).toHaveAccessibleName('Lead: 104 clients')
})

test('nothing on the board breaks a rule of accessibility, in light or dark', async ({ start, dataDir }) => {
  const { page, post } = await startBoard(start, dataDir)
  await expectNoViolations(page)
  await post(formOf('ana@example.com'))
  await post(bookingOf('ben@example.com', { daysAhead: 1 }))
  await expect(card(page, 'Booked', 'Ben')).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('l')
  await expect(dialog(page)).toBeVisible()
  await expectNoViolations(page)
})
