import { describe, expect, test } from 'vitest'
import { bookingPageActor } from '../../../src/shared/words.ts'
import { calComBody, cookieOf, openBookingOffice, referenceIn, textOf, uid, type BookingOffice } from './booking-office.ts'

const english = { 'accept-language': 'en-US' }
const minuteMs = 60_000

interface Visit {
  readonly page: string
  readonly cookie: string | null
  readonly reference: string | null
}

async function visit(office: BookingOffice, id = uid, headers: Record<string, string> = {}): Promise<Visit> {
  const answer = await office.visit(`/schedule?uid=${id}`, { headers: { ...english, ...headers } })
  const page = await answer.text()
  return { page, cookie: cookieOf(answer), reference: referenceIn(page) }
}

function complete(
  office: BookingOffice,
  { cookie, reference }: Pick<Visit, 'cookie' | 'reference'>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return office.visit('/schedule/complete', {
    method: 'POST',
    headers: { ...english, 'content-type': 'application/x-www-form-urlencoded', ...(cookie !== null && { cookie }), ...headers },
    body: new URLSearchParams({ booking: reference ?? '' }),
  })
}

/** As long, and never by chance the same. */
const altered = (text: string): string => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`

const stagesOf = (office: BookingOffice): unknown[] =>
  office.rows('SELECT email, stage FROM clients ORDER BY id').map(({ email, stage }) => [email, stage])
const changesOf = (office: BookingOffice): unknown[] =>
  office.rows("SELECT actor, after ->> 'stage' AS stage FROM desk_history WHERE kind = 'staged'").map(({ actor, stage }) => [actor, stage])

async function openBooked(): Promise<{ readonly office: BookingOffice; readonly first: Visit }> {
  const office = await openBookingOffice()
  await office.post('cal-com', calComBody())
  return { office, first: await visit(office) }
}

describe('Complete', () => {
  test('moves the client to completed once, under the page’s own name, and the desk can take it back', async () => {
    const { office, first } = await openBooked()
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'booked']])
    const done = await complete(office, first)
    expect(done.status).toBe(303)
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'completed']])
    expect(changesOf(office)).toEqual([[bookingPageActor, 'completed']])

    const own = done.headers.get('location') ?? ''
    expect(own).toMatch(/^\/schedule\/[\w-]{64}$/)
    const after = await (await office.visit(own, { headers: { ...english, cookie: first.cookie ?? '' } })).text()
    expect(textOf(after)).toContain('Your part is complete')
    expect(referenceIn(after)).toBeNull()

    const again = await complete(office, first)
    const said = textOf(await again.text())
    expect([again.status, said.includes('Done already'), said.includes('Not done')]).toEqual([409, true, false])
    const [client] = office.rows('SELECT id FROM clients')
    const { history } = await office.desk.clients.get({ id: Number(client?.['id']) })
    expect(history.map(({ kind, canTakeBack }) => [kind, canTakeBack])).toEqual([['staged', true]])
    const [change] = history
    await office.desk.pipeline.undo({ changeId: change!.id })
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'booked']])
    expect((await complete(office, first)).status).toBe(409)
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'booked']])
  })

  test('never moves anybody back: who is lost stays lost', async () => {
    const { office, first } = await openBooked()
    const [client] = office.rows('SELECT id FROM clients')
    await office.desk.pipeline.setStage({ clientId: Number(client?.['id']), stage: 'lost', reason: 'by hand' })
    expect((await complete(office, first)).status).toBe(303)
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'lost']])
  })

  test('is one event for whoever subscribed', async () => {
    const { office, first } = await openBooked()
    await complete(office, first)
    await complete(office, first)
    expect(office.rows("SELECT stage_before, stage FROM events WHERE client_id IS NOT NULL AND stage = 'completed'")).toEqual([
      { stage_before: 'booked', stage: 'completed' },
    ])
  })
})

describe('the token', () => {
  test('goes to the browser that looks first; a reload keeps it, and another browser gets none', async () => {
    const { office, first } = await openBooked()
    expect(first.cookie).not.toBeNull()
    expect(first.reference).not.toBeNull()
    const reload = await visit(office, uid, { cookie: first.cookie ?? '' })
    expect([reload.cookie, reload.reference]).toEqual([null, first.reference])
    const other = await visit(office)
    expect([other.cookie, other.reference]).toEqual([null, null])
    expect(textOf(other.page)).toContain('Interview booked for Jan 15')
  })

  test('is not spent on what loads a page ahead, looks at its head, or shows it in a frame', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    const ahead: Record<string, string>[] = [
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'x-moz': 'prefetch' },
      { 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-dest': 'iframe' },
    ]
    for (const headers of ahead) {
      const answer = await office.raw(`/schedule?uid=${uid}`, headers)
      expect({ headers, status: answer.status, cookie: answer.headers['set-cookie'], form: referenceIn(answer.text) }).toEqual({
        headers,
        status: 200,
        cookie: undefined,
        form: null,
      })
    }
    const head = await office.raw(`/schedule?uid=${uid}`, {}, 'HEAD')
    expect([head.status, head.headers['set-cookie']]).toEqual([200, undefined])
    const person = await office.raw(`/schedule?uid=${uid}`, { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' })
    expect(person.headers['set-cookie']).toHaveLength(1)
  })

  test('is not given to whoever comes half an hour after the booking, with an id from elsewhere', async () => {
    const office = await openBookingOffice()
    await office.post('cal-com', calComBody())
    office.clock.nowMs += 30 * minuteMs + 1
    const late = await visit(office)
    expect([late.cookie, late.reference]).toEqual([null, null])
    expect(textOf(late.page)).toContain('Interview booked for Jan 15')
  })

  test('ends after two hours', async () => {
    const { office, first } = await openBooked()
    office.clock.nowMs += 120 * minuteMs
    const answer = await complete(office, first)
    expect([answer.status, textOf(await answer.text()).includes('The time for doing this here has passed')]).toEqual([410, true])
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'booked']])
    expect((await visit(office, uid, { cookie: first.cookie ?? '' })).reference).toBeNull()
  })

  test('of one booking completes no other one', async () => {
    const { office, first } = await openBooked()
    await office.post('cal-com', calComBody({ uid: 'another-0000000', email: 'other@example.com' }))
    const other = await visit(office, 'another-0000000')
    const [, token = ''] = (first.cookie ?? '').split('=')
    const [name = ''] = (other.cookie ?? '').split('=')
    for (const cookie of [first.cookie, `${name}=${token}`]) {
      expect((await complete(office, { cookie, reference: other.reference })).status).toBe(403)
    }
    expect(stagesOf(office)).toEqual([
      ['applicant@example.com', 'booked'],
      ['other@example.com', 'booked'],
    ])
  })

  test('counts only as it was signed, with its booking, and sent from our own page', async () => {
    const { office, first } = await openBooked()
    const [name = '', token = ''] = (first.cookie ?? '').split('=')
    const forged = [
      { cookie: null, reference: first.reference },
      { cookie: `${name}=${altered(token)}`, reference: first.reference },
      { cookie: `${name}=${token}A`, reference: first.reference },
      { cookie: `${name}=`, reference: first.reference },
      { cookie: `${name}=${first.reference}`, reference: first.reference },
      { cookie: first.cookie, reference: null },
      { cookie: first.cookie, reference: uid },
      { cookie: first.cookie, reference: altered(first.reference ?? '') },
    ]
    for (const attempt of forged) expect((await complete(office, attempt)).status).toBe(403)
    expect((await complete(office, first, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await complete(office, first, { 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await office.visit('/schedule/complete', { headers: { cookie: first.cookie ?? '' } })).status).toBe(405)
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'booked']])
    expect((await complete(office, first, { 'sec-fetch-site': 'same-origin' })).status).toBe(303)
  })

  test('is of no use once the booking is cancelled', async () => {
    const { office, first } = await openBooked()
    await office.post('cal-com', calComBody({ event: 'BOOKING_CANCELLED' }))
    const answer = await complete(office, first)
    expect([answer.status, textOf(await answer.text()).includes('no longer stands')]).toEqual([409, true])
    expect(stagesOf(office)).toEqual([['applicant@example.com', 'booked']])
  })

  test('outlasts a restart, and is sent only over https where the page was asked for so', async () => {
    const before = await openBooked()
    await before.office.close()
    const office = await openBookingOffice({ publicAddress: 'https://desk.example.com' }, { dataDir: before.office.dataDir })
    expect((await visit(office, uid, { cookie: before.first.cookie ?? '' })).reference).toBe(before.first.reference)
    expect((await complete(office, before.first)).status).toBe(303)
    await office.post('cal-com', calComBody({ uid: 'another-0000000', email: 'other@example.com' }))
    const outside = await office.raw('/schedule?uid=another-0000000', { host: 'desk.example.com' })
    expect(String(outside.headers['set-cookie'])).toContain('; Secure')
  })
})

test('what is kept of a visit goes with the client when they are erased', async () => {
  const { office } = await openBooked()
  expect(office.rows('SELECT count(*) AS count FROM booking_steps')).toEqual([{ count: 1 }])
  const [client] = office.rows('SELECT id FROM clients')
  const order = { clientId: Number(client?.['id']), name: 'John Doe', reason: 'asked for', deliveryIds: [] }
  for await (const _ of await office.desk.keeping.erase(order)) void _
  expect(office.rows('SELECT count(*) AS count FROM booking_steps')).toEqual([{ count: 0 }])
  const gone = await office.visit(`/schedule?uid=${uid}`)
  expect(gone.status).toBe(404)
})
