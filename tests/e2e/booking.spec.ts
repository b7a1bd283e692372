import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectNoViolationsInBrowser } from './support/axe.ts'
import { expect, test } from './support/browser.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secret = 'the-secret-of-this-office-1'
const uid = 'bFJeNb2uX8ANpT3JL5EfXw'
/** As Cal.com sends whoever has booked, with what it adds. */
const redirect = String(JSON.parse(sampleOf('cal-com', 'composed-redirect-query')).url).replace('http://localhost:3000', '')

const booked = JSON.stringify({
  triggerEvent: 'BOOKING_CREATED',
  createdAt: '2026-01-11T12:00:00.000Z',
  payload: {
    uid,
    type: 'talent-interview',
    eventTitle: 'Talent Interview',
    title: 'Talent Interview between Dana Whitfield and John Doe',
    startTime: '2026-01-15T14:00:00Z',
    endTime: '2026-01-15T14:30:00Z',
    organizer: { name: 'Dana Whitfield', email: 'dana@northwind.example', timeZone: 'America/New_York' },
    attendees: [{ name: 'John Doe', email: 'applicant@example.com', timeZone: 'America/New_York' }],
    location: 'https://meet.example.com/talent',
    metadata: {},
  },
})

/** A desk of an office in New York that Cal.com posts to. */
async function openOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
): Promise<{ readonly desk: RunningDeskbell; readonly url: string }> {
  const provision = join(dataDir, 'provision.json')
  const bookingPage = {
    enabled: true,
    officeName: 'Northwind',
    heading: null,
    note: 'Have your portfolio at hand.',
    logo: null,
    returnUrl: 'https://www.northwind.example/',
    returnLabel: null,
  }
  const settings = { timeZone: 'America/New_York', bookingPage }
  await writeFile(provision, JSON.stringify({ settings, providers: { 'cal-com': { signingSecret: secret } } }))
  const desk = await start({ args: ['--port', '0', '--provision', provision] })
  return { desk, url: await desk.receiving() }
}

test('a booking that arrives while the visitor waits is shown in their zone, and Complete moves the client in the window', async ({
  start,
  dataDir,
  browse,
}) => {
  const { desk, url } = await openOffice(start, dataDir)
  const visitor = await browse({ name: 'John', timeZone: 'Asia/Tokyo' })
  await visitor.goto(url + redirect)
  await expect(visitor.getByRole('heading', { name: 'Looking for your booking' })).toBeVisible()
  await expectNoViolationsInBrowser(visitor)

  expect((await postSigned(url, 'cal-com', booked, secret)).status).toBe(200)

  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Interview booked for Jan 15 at 11:00 PM')
  await expect(visitor.getByText('Times are in your zone, Asia/Tokyo.')).toBeVisible()
  await expect(visitor.getByRole('link', { name: 'Open the video call (meet.example.com)' })).toBeVisible()
  await expectNoViolationsInBrowser(visitor)
  // The name and the e-mail that Cal.com added to the address are out of it.
  expect(new URL(visitor.url()).search).toBe('')

  const stranger = await browse({ name: 'somebody with the id from a calendar' })
  await stranger.goto(`${url}/schedule?uid=${uid}`)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(/^Interview booked for Jan 15/)
  await expect(stranger.getByRole('button', { name: 'Complete' })).toHaveCount(0)

  await visitor.reload()
  await visitor.getByRole('button', { name: 'Complete' }).click()
  await expect(visitor.getByRole('status')).toHaveText(/Your part is complete/)
  await expect(visitor.getByRole('button', { name: 'Complete' })).toHaveCount(0)

  const { page } = desk
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'People' }).click()
  await page.getByRole('row', { name: /John Doe/ }).click()
  await expect(page.getByText('Stage changed by whoever booked, on the booking page')).toBeVisible()
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('The client is at Booked again')).toBeVisible()
})

test('without a script the page waits and completes as well, what is forged confirms nothing, and the office words it in the window', async ({
  start,
  dataDir,
  browse,
}) => {
  const { desk, url } = await openOffice(start, dataDir)
  const visitor = await browse({ name: 'Erika', javaScript: false, languages: 'de-DE,de', size: { width: 390, height: 800 } })
  await visitor.goto(`${url}/schedule?bookingConfirmed=true&title=Interview+booked`)
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Hier ist keine Buchung genannt')

  await visitor.goto(`${url}/schedule?uid=${uid}&bookingConfirmed=true&startTime=2031-12-24T10:00:00Z`)
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Ihre Buchung wird gesucht')
  expect((await postSigned(url, 'cal-com', booked, secret)).status).toBe(200)
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(/^Gespräch gebucht für den 15\. Jan\. um 0?9:00 Uhr$/)
  await expect(visitor.getByText('Zeiten in der Zone America/New_York, wie bei der Buchung gewählt.')).toBeVisible()

  await visitor.getByRole('button', { name: 'Abschließen' }).click()
  await expect(visitor.getByRole('status')).toHaveText(/Ihr Teil ist abgeschlossen/)

  const { page } = desk
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Sharing' }).click()
  await page.getByRole('tab', { name: 'Booking page' }).click()
  await expect(page.getByText(`${url}/schedule`)).toBeVisible()
  await page.getByRole('textbox', { name: 'Line above the booking' }).fill('See you soon')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('The booking page is saved')).toBeVisible()
  const other = await browse()
  await other.goto(`${url}/schedule/example`)
  await expect(other.getByText('See you soon')).toBeVisible()
  await expect(other.getByText('This is an example. Nothing was booked.')).toBeVisible()
  await expectNoViolationsInBrowser(other)
})
