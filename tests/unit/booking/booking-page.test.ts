import { hash } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openBooking } from '../../../src/main/booking/open-booking.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { buildReceiver } from '../../../src/main/receiver/build-receiver.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { hostileStrings } from '../../e2e/hostile-strings.ts'
import { sampleOf } from '../../e2e/support/post-signed.ts'
import { stopClock } from '../../support/stopped-clock.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { calComBody, cookieOf, openBookingOffice, referenceIn, textOf, uid } from './booking-office.ts'

const english = { headers: { 'accept-language': 'en-US,en;q=0.9' } }
/** What Cal.com adds to the address, with the e-mail and the name of whoever booked. */
const redirect = String(JSON.parse(sampleOf('cal-com', 'composed-redirect-query')).url).replace('http://localhost:3000', '')
const smartSchedulerBody = (id: string): string => sampleOf('smart-scheduler', 'composed-created').replaceAll('ss_9f2c1b7e', id)

describe('a booking that was delivered', () => {
  test('is shown with its time in the zone of whoever booked, and with title, host, link and file', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const answer = await office.visit(redirect, english)
    const page = await answer.text()
    const text = textOf(page)
    expect(answer.status).toBe(200)
    for (const said of [
      'Interview booked for Jan 15 at 2:00 PM',
      'Thursday, January 15, 2026, 2:00 – 2:30 PM',
      'Talent Interview between Dana Whitfield and John Doe',
      'Times are in the zone America/New_York',
    ])
      expect(text).toContain(said)
    expect(page).toContain('<a href="https://meet.example.com/talent"')
    expect(page).toMatch(/<a class="button" href="\/schedule\/[\w-]{64}\.ics"/)
  })

  test('is in the office’s zone where the booking tells none, and the page says so', async () => {
    const office = await openBookingOffice({ timeZone: 'Europe/Berlin' })
    await office.post('cal-com', calComBody({ timeZone: 'Mars/Olympus' }))
    const text = textOf(await (await office.visit(`/schedule?uid=${uid}`, english)).text())
    expect(text).toContain('Interview booked for Jan 15 at 8:00 PM')
    expect(text).toContain('Times are in the office’s zone, Europe/Berlin.')
  })

  test('of Calendly is found by the invitee in its redirect, and one of Smart-Scheduler by `bookingId`', async () => {
    const office = await openBookingOffice()
    office.clock.nowMs = Date.parse('2026-02-20T16:04:13Z')
    await office.post('calendly', sampleOf('calendly', 'composed-invitee-created'))
    await office.post('smart-scheduler', sampleOf('smart-scheduler', 'composed-created'))
    const query = 'assigned_to=Dana&event_type_uuid=ETCONSULT0001&invitee_uuid=INVJOHN000001&invitee_email=john.doe%40example.com'
    const calendly = await office.visit(`/schedule?${query}`, english)
    const smart = await office.visit('/schedule?bookingConfirmed=true&bookingId=ss_9f2c1b7e', english)
    expect([calendly.status, smart.status]).toEqual([200, 200])
    expect(textOf(await calendly.text())).toContain('Consultation booked for Mar 5 at 10:00 AM')
    expect(textOf(await smart.text())).toContain('Consultation booked for Mar 5 at 3:00 PM')
  })

  test('is told as it stands: pending, moved under a new id, cancelled', async () => {
    const office = await openBookingOffice()
    const pending = 'pending-0000000000'
    await office.post('cal-com', calComBody({ uid: pending, event: 'BOOKING_REQUESTED' }))
    await office.post('cal-com', calComBody())
    const moved = { uid: 'moved-00000000000', rescheduleUid: uid, startTime: '2026-01-20T15:00:00Z', endTime: '2026-01-20T15:30:00Z' }
    await office.post('cal-com', calComBody({ ...moved, event: 'BOOKING_RESCHEDULED' }))
    const headlineOf = async (id: string): Promise<string> =>
      textOf(/<h1>.*<\/h1>/s.exec(await (await office.visit(`/schedule?uid=${id}`, english)).text())?.[0] ?? '')
    expect(await headlineOf(pending)).toBe('Interview on Jan 15 at 2:00 PM is not confirmed yet')
    expect(await headlineOf(uid)).toBe('Interview moved to Jan 20 at 10:00 AM')
    await office.post('cal-com', calComBody({ ...moved, event: 'BOOKING_CANCELLED' }))
    expect(await headlineOf(moved.uid)).toBe('Interview on Jan 20 at 10:00 AM is cancelled')
    const cancelled = await (await office.visit(`/schedule?uid=${moved.uid}`, english)).text()
    expect(cancelled).not.toContain('meet.example.com')
    expect(cancelled).not.toContain('.ics')
    expect(cancelled).not.toContain('<form')
  })

  test('by an id that can be counted up to shows the time, and no name, link, file or button', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody({ uid: '1042' }))
    const page = await (await office.visit('/schedule?uid=1042', english)).text()
    expect(textOf(page)).toContain('Interview booked for Jan 15 at 2:00 PM')
    for (const kept of ['Dana', 'John', 'meet.example.com', '.ics', '<form', 'data-own-path']) expect(page).not.toContain(kept)
  })

  test('of the sample day is said to be none', async () => {
    const office = await openBookingOffice()
    await office.desk.samples.run()
    const [row] = office.rows("SELECT external_id AS id FROM appointments WHERE source = 'cal-com' AND origin = 'sample' LIMIT 1")
    const id = String(row?.['id'])
    const page = await (await office.visit(`/schedule?uid=${id}`, english)).text()
    expect(textOf(page)).toContain('This is a sample, and no appointment.')
    expect(page).not.toContain('<form')
    expect((await office.visit(`/api/bookings/${id}`)).status).toBe(404)
  })
})

describe('what the address says', () => {
  test('confirms nothing by itself', async () => {
    const office = await openBookingOffice()
    for (const query of ['', '?bookingConfirmed=true', '?bookingConfirmed=true&uid=', '?uid=a&uid=b', '?uid=%00%0d%0a']) {
      const answer = await office.visit(`/schedule${query}`, english)
      expect({ query, status: answer.status }).toEqual({ query, status: 404 })
      expect(textOf(await answer.text())).toContain('No booking is named here')
    }
  })

  test('is never repeated, whatever it is', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const pages = [
      redirect.replace('John+Doe', 'Mallory+Forged').replaceAll('2026-01-15', '2031-12-24').replace('applicant%40', 'forged%40'),
      '/schedule?uid=forged-forged-forged&title=forged',
      ...hostileStrings
        .filter((text) => !/\p{Cs}/u.test(text))
        .map((text) => `/schedule?uid=${encodeURIComponent(text)}&title=${encodeURIComponent(text)}`),
    ]
    for (const path of pages) {
      const page = await (await office.visit(path, english)).text()
      expect(page).not.toMatch(/forged|deskbellWasHere|evil\.invalid|2031|Mallory/i)
    }
  })
})

test('what a provider wrote is text on the page, whatever it is', async () => {
  const office = await openBookingOffice()
  await office.post('cal-com', calComBody({ uid: 'plain-000000000' }))
  const plain = await (await office.visit('/schedule?uid=plain-000000000', english)).text()
  const tagsOf = (page: string): string[] => page.match(/<\/?[a-z][a-z0-9]*/gi)?.filter((tag) => !/bdi/.test(tag)) ?? []
  for (const [index, text] of hostileStrings.entries()) {
    const id = `hostile-${String(index).padStart(8, '0')}`
    await office.post('cal-com', calComBody({ uid: id, title: text, hostName: text, clientName: text, email: `h${index}@example.com` }))
    const answer = await office.visit(`/schedule?uid=${id}`, english)
    expect({ text, status: answer.status }).toEqual({ text, status: 200 })
    expect({ text, tags: tagsOf(await answer.text()).length <= tagsOf(plain).length }).toEqual({ text, tags: true })
  }
})

describe('a booking that is not there', () => {
  test('is waited for, by a page that looks again by itself and ends with plain words', async () => {
    const office = await openBookingOffice()
    const first = await office.visit(`/schedule?uid=${uid}`, english)
    const waiting = await first.text()
    expect(first.status).toBe(404)
    expect(waiting).toContain('<noscript><meta http-equiv="refresh" content="2"')
    expect(waiting).toContain('<progress')
    office.clock.nowMs += 14_000
    expect(await (await office.visit(`/schedule?uid=${uid}`, english)).text()).toContain('http-equiv="refresh"')
    office.clock.nowMs += 1_000
    const over = await (await office.visit(`/schedule?uid=${uid}`, english)).text()
    expect(over).not.toContain('http-equiv="refresh"')
    expect(textOf(over)).toContain('No such booking here')
    await office.post('cal-com', calComBody())
    expect((await office.visit(`/schedule?uid=${uid}`, english)).status).toBe(200)
  })

  test('is answered alike, near a right id or not, on the page and as JSON', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const near = [uid.slice(0, -1), `${uid}x`, `x${uid}`, uid.toLowerCase(), `${uid.slice(0, -1)}Y`, `${uid}%`, `${uid}*`]
    const far = ['zzzzzzzzzzzzzzzzzzzzzz', 'a', '1', '../bookings', 'x'.repeat(90)]
    const told = async (path: string): Promise<unknown> => {
      const answer = await office.visit(path, english)
      const headers = [...answer.headers].filter(([name]) => !/^(date|x-ratelimit)/.test(name))
      return { status: answer.status, headers, body: await answer.text() }
    }
    const answers = new Set<string>()
    for (const id of [...near, ...far]) answers.add(JSON.stringify(await told(`/api/bookings/${encodeURIComponent(id)}`)))
    const pages = new Set<string>()
    for (const id of [...near, ...far]) pages.add(JSON.stringify(await told(`/schedule?uid=${encodeURIComponent(id)}`)))
    expect([answers.size, pages.size]).toEqual([1, 1])
  })
})

describe('JSON', () => {
  test('tells the same facts, and nobody’s name', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const answer = await office.visit(`/api/bookings/${uid}`)
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 200,
      body: {
        status: 'scheduled',
        type: 'interview',
        title: 'Talent Interview',
        start: '2026-01-15T19:00:00.000Z',
        end: '2026-01-15T19:30:00.000Z',
        timeZone: 'America/New_York',
      },
    })
    expect(answer.headers.get('x-robots-tag')).toBe('noindex, nofollow')
  })
})

describe('every answer', () => {
  test('is for nobody’s index, store or frame, and sends nobody on with its address', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const answer = await office.visit(`/schedule?uid=${uid}`, english)
    const page = await answer.text()
    const header = (name: string): string => answer.headers.get(name) ?? ''
    expect(header('x-robots-tag')).toBe('noindex, nofollow')
    expect(page).toContain('<meta name="robots" content="noindex, nofollow"')
    expect(header('referrer-policy')).toBe('no-referrer')
    expect(header('cache-control')).toBe('no-store')
    expect(header('content-security-policy')).toContain("default-src 'none'")
    expect(header('content-security-policy')).not.toContain('unsafe-inline')
    expect(header('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page).not.toMatch(/<style|<script(?! src="\/schedule\/page\.js")| on[a-z]+=| style=/)
    expect(answer.headers.getSetCookie()).toHaveLength(1)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^booking_[0-9a-f]{12}=[\w-]+; Max-Age=7200; Path=\/schedule; HttpOnly; SameSite=Lax$/)
  })

  test('is in the visitor’s language where we have it, with the habits of their region', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const said = async (languages: string): Promise<[string | null, string]> => {
      const answer = await office.visit(`/schedule?uid=${uid}`, { headers: { 'accept-language': languages } })
      return [answer.headers.get('content-language'), textOf(/<h1>.*<\/h1>/s.exec(await answer.text())?.[0] ?? '')]
    }
    expect(await said('de-AT,de;q=0.9,en;q=0.8')).toEqual(['de-AT', 'Gespräch gebucht für den 15. Jän. um 14:00 Uhr'])
    expect(await said('en-GB')).toEqual(['en-GB', 'Interview booked for 15 Jan at 14:00'])
    expect(await said('fr-FR,en;q=0.5,de;q=0.7')).toEqual(['de-DE', 'Gespräch gebucht für den 15. Jan. um 14:00 Uhr'])
    expect(await said('fr, *;q=0.1')).toEqual(['en-US', 'Interview booked for Jan 15 at 2:00 PM'])
    expect(await said('en-US-u-ca-buddhist-nu-thai')).toEqual(['en-US', 'Interview booked for Jan 15 at 2:00 PM'])
  })

  test('is 404 while the page is switched off, as for a path that is nobody’s', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    await office.configure({ enabled: false })
    const nobodys = await (await office.visit('/nobodys')).text()
    for (const path of [`/schedule?uid=${uid}`, `/api/bookings/${uid}`, '/schedule/page.css', '/schedule/example']) {
      const answer = await office.visit(path)
      expect({ path, status: answer.status, body: await answer.text() }).toEqual({ path, status: 404, body: nobodys })
    }
    expect((await office.visit('/schedule', { method: 'POST' })).status).toBe(404)
    await office.configure({ enabled: true })
    expect((await office.visit('/schedule', { method: 'POST' })).status).toBe(405)
  })

  test('has the office’s wording, logo and way back, and an example shows how it looks', async () => {
    const office = await openBookingOffice()
    const logo = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await office.configure({
      officeName: 'Northwind <Practice>',
      heading: 'See you soon',
      note: 'Ring twice.\nSecond floor.',
      logo,
      returnUrl: 'https://www.northwind.example/',
      returnLabel: 'Back to Northwind',
    })
    const page = await (await office.visit('/schedule/example', english)).text()
    expect(textOf(page)).toContain('This is an example. Nothing was booked.')
    for (const said of ['Northwind <Practice>', 'See you soon', 'Ring twice.', 'Back to Northwind']) expect(textOf(page)).toContain(said)
    expect(page).toContain('<a href="https://www.northwind.example/"')
    const picture = await office.visit('/schedule/logo')
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(logo.split(',')[1])
    await office.configure({ note: null })
    const { rows } = await office.desk.trust.changes({ search: '', about: null, cursor: null, limit: 10 })
    const logos = rows.filter(({ name }) => name === 'bookingPage').map(({ before, after }) => [before, after].map(logoIn))
    const mark = `70 bytes, SHA-256 ${hash('sha256', Buffer.from(logo.split(',')[1] ?? '', 'base64'))}`
    expect(logos).toEqual([
      [mark, mark],
      [null, mark],
    ])
  })
})

const logoIn = (value: unknown): unknown => (value as { logo: unknown }).logo

describe('limits', () => {
  test('one id is looked up forty times a minute, by everyone together, and others go on', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    stopClock(Date.now())
    const statuses: number[] = []
    for (let index = 0; index < 41; index += 1) statuses.push((await office.visit(`/api/bookings/${uid}`)).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(40)
    const busy = await office.visit(`/schedule?uid=${uid}`, english)
    expect([statuses.at(-1), busy.status, busy.headers.get('retry-after')]).toEqual([429, 429, '5'])
    expect(textOf(await busy.text())).toContain('This page looks again by itself')
    expect((await office.visit('/schedule?uid=another-0000000', english)).status).toBe(404)
  })

  test('guesses are bounded for everyone together, and keep nobody out who has booked', async () => {
    const office = await openBookingOffice()
    const oldId = 'interview-2026-0001'
    await office.post('smart-scheduler', smartSchedulerBody(oldId))
    office.clock.nowMs += 31 * 60_000
    const newId = 'interview-2026-0002'
    await office.post('smart-scheduler', smartSchedulerBody(newId))
    await office.post('cal-com', calComBody())
    stopClock(Date.now())
    const statusesOf = async (count: number, pathOf: (index: number) => string): Promise<number[]> => {
      const statuses: number[] = []
      // A few at a time: a desk that has too much to do would answer 503 before anything is counted.
      for (let from = 0; from < count; from += 20) {
        const paths = Array.from({ length: Math.min(20, count - from) }, (_, index) => pathOf(from + index))
        statuses.push(...(await Promise.all(paths.map(async (path) => (await office.visit(path, { method: 'HEAD' })).status))))
      }
      return statuses
    }
    const answers = await statusesOf(302, (index) => `/api/bookings/guess-${index}-000000`)
    const pages = await statusesOf(602, (index) => (index % 3 === 0 ? `/schedule?x=${index}` : `/schedule?uid=guess-${index}-000000`))
    expect([answers.filter((status) => status === 429).length, pages.filter((status) => status === 429).length]).toEqual([2, 2])

    const turnedAway = await office.visit('/schedule?uid=another-guess', english)
    const text = await turnedAway.text()
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([429, '5'])
    expect(textOf(text)).toContain('This page looks again by itself')
    expect(text).toContain('<noscript><meta http-equiv="refresh" content="5"')
    const form = { method: 'POST', body: new URLSearchParams({ booking: 'guess' }) }
    expect(textOf(await (await office.visit('/schedule/complete', { ...form, ...english })).text())).toContain('Try again in a minute')

    const page = await office.visit(`/schedule?uid=${uid}`, english)
    const shown = await page.text()
    const [, file = ''] = /href="([^"]+)\.ics"/.exec(shown) ?? []
    const cookie = cookieOf(page) ?? ''
    const body = new URLSearchParams({ booking: referenceIn(shown) ?? '' })
    const right = {
      page: page.status,
      json: (await office.visit(`/api/bookings/${uid}`)).status,
      own: (await office.visit(file)).status,
      ics: (await office.visit(`${file}.ics`)).status,
      style: (await office.visit('/schedule/page.css')).status,
      script: (await office.visit('/schedule/page.js')).status,
      complete: (await office.visit('/schedule/complete', { method: 'POST', body, headers: { cookie } })).status,
      justBooked: (await office.visit(`/schedule?bookingId=${newId}`)).status,
      bookedBefore: (await office.visit(`/schedule?bookingId=${oldId}`)).status,
    }
    expect(right).toEqual({
      page: 200,
      json: 200,
      own: 200,
      ics: 200,
      style: 200,
      script: 200,
      complete: 303,
      justBooked: 200,
      bookedBefore: 429,
    })
  })
})

test('the file has the appointment, and is there for whoever was shown the booking only', async () => {
  const office = await openBookingOffice()
  await office.post('cal-com', calComBody())
  await office.post('cal-com', calComBody({ uid: 'another-0000000', email: 'other@example.com', title: 'Another' }))
  const pathOf = async (id: string): Promise<string> =>
    /href="([^"]+\.ics)"/.exec(await (await office.visit(`/schedule?uid=${id}`, english)).text())?.[1] ?? ''
  const path = await pathOf(uid)
  const answer = await office.visit(path)
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(text).toContain('DTSTART:20260115T190000Z')
  expect(text).toContain('SUMMARY:Talent Interview between Dana Whitfield and John Doe')
  const other = await pathOf('another-0000000')
  const mixed = `${path.slice(0, 30)}${other.slice(30)}`
  expect((await office.visit(mixed)).status).toBe(404)
  expect((await office.visit(`/schedule/${'A'.repeat(64)}.ics`)).status).toBe(404)
})

test('a desk that cannot look says so on a page that looks again, and to machines as JSON', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  onTestFinished(() => writer.close())
  const app = buildReceiver({
    receive: {
      deliver: () => Promise.reject(new Error('nobody posts here')),
      refuse: () => Promise.reject(new Error('nobody posts')),
    } as never,
    providers,
    ready: () => false,
    now: () => NOON,
    proveReach: () => null,
    doors: [
      openBooking({
        store,
        writer,
        vault: { credential: () => null, setCredential: () => Promise.resolve(), status: () => ({ state: 'locked' }) } as never,
        settings: defaultSettings,
        publicUrl: () => null,
        now: () => NOON,
        onFailure: () => undefined,
      }),
    ],
  })
  onTestFinished(() => app.close())
  const page = await app.inject({ url: `/schedule?uid=${uid}`, headers: { 'accept-language': 'en' } })
  expect([page.statusCode, page.headers['content-type'], page.headers['retry-after']]).toEqual([503, 'text/html; charset=utf-8', '5'])
  expect(textOf(page.body)).toContain('Not ready Your booking is not concerned. This page looks again by itself.')
  expect(page.body).toContain('<noscript><meta http-equiv="refresh" content="5"')
  const json = await app.inject(`/api/bookings/${uid}`)
  expect([json.statusCode, json.json<unknown>()]).toEqual([503, { status: 'error', message: 'Not ready, try again' }])
})
