import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import type { TestDesk } from '../desk/test-desk.ts'
import { calCom, calendly, clientIdOf, downloadsIn, erase, foundIn, startOffice, type Person } from './marked-office.ts'

const marked: Person = { name: 'Zyxquíl Vornämix', email: 'zyxquil.vornamix@marked.example' }
const older: Person = { name: 'Zyxquíl Altmarke', email: 'qwopmark@older.example' }
const other: Person = { name: 'Amara Nwosu', email: 'amara@example.com' }
/** What only the marked person ever said, wrote or had written about them. */
const marks = [
  'zyxqu',
  'vornam',
  'vorn\u00e4m',
  'vorn\\u00e4m',
  'altmarke',
  'qwopmark',
  'answermark',
  'reasonmark',
  'notemark',
  'deskmark',
  'leadmark',
  'filtermark',
  '7731 5540',
  '49773155409',
]

/** Everything that a client can leave: bookings, a move, a cancellation, a form, an account of their own, gestures, notes, merges, refusals. */
async function leaveTraces(office: Awaited<ReturnType<typeof startOffice>>): Promise<number> {
  const { desk, post } = office
  const startMs = Date.now() + 50 * 3_600_000
  const statuses = [
    await post(calendly('invitee.created', marked, 'M1', { answer: 'answermark: a bad knee' })),
    await post({ ...calendly('invitee.created', marked, 'M2'), isEscaped: true }),
    await post(calendly('invitee.canceled', marked, 'M2', { cancelReason: 'reasonmark, my dog' })),
    await post(calendly('routing_form_submission.created', marked, 'F1', { answer: 'leadmark' })),
    await post(calCom('BOOKING_CREATED', older, 'C1')),
    await post(calCom('BOOKING_RESCHEDULED', older, 'C2', { replaces: { unique: 'C1', startMs } })),
    // Somebody else's, with the marked person as a guest, and one that nobody believes.
    await post(calCom('BOOKING_CREATED', other, 'C3', { guests: [{ ...marked, timeZone: 'Europe/Berlin' }] })),
    await post({ ...calendly('invitee.created', marked, 'M3'), signedWith: 'not-the-secret-of-the-office' }),
    await post(calendly('invitee.created', other, 'O1', { answer: 'a healthy appetite' })),
  ]
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 401, 200])
  const body = calendly('invitee.created', marked, 'M4')
  expect([await post(body), await post(body)]).toEqual([200, 200])

  const id = await clientIdOf(office, marked.email)
  await desk.clients.edit({ id, name: 'Zyxquíl V. Vornämix', email: null, phone: '+49 7731 55409' })
  await desk.clients.setNotes({ id, notes: 'notemark: speaks softly' })
  const { historyId } = await desk.clients.merge({
    id,
    otherId: await clientIdOf(office, older.email),
    contact: { name: 'own', email: 'own', phone: 'own' },
  })
  expect(historyId).toBeGreaterThan(0)
  const { ids } = await desk.appointments.create({
    draft: {
      type: 'visit',
      title: 'deskmark with Zyxquíl Vornämix',
      startMs,
      endMs: startMs + 3_600_000,
      hostId: null,
      client: { id },
      location: null,
      notes: 'deskmark',
    },
    weeks: 1,
  })
  await desk.appointments.mark({ id: ids[0]!, mark: 'cancelled', reason: 'reasonmark: ill' })
  await desk.filters.save({ page: 'log', name: 'filtermark', value: { search: marked.email } })
  return id
}

/** All that the window shows of the other client. */
async function shownOfOther(office: TestDesk) {
  const { desk } = office
  const client = await desk.clients.get({ id: await clientIdOf(office, other.email) })
  const appointments = await Promise.all(client.appointments.map(({ id }) => desk.appointments.get({ id })))
  return { client, appointments }
}

/** What is found wrong with the chained log; null: nothing. */
async function verifiedLog({ desk }: TestDesk): Promise<unknown> {
  for await (const told of await desk.trust.verify()) if (told.kind === 'done') return told.result.finding
  throw new Error('the verification did not end')
}

test('of an erased client no byte is left in the file, its log, its index and a copy, and other clients are as before', async () => {
  const office = await startOffice()
  const id = await leaveTraces(office)
  const before = await shownOfOther(office)
  expect(foundIn(office.dataDir, ['answermark', 'qwopmark']), 'the marks can be found at all').not.toEqual([])

  const plan = await office.desk.keeping.planErasure({ clientId: id })
  expect(plan).toMatchObject({
    name: 'Zyxquíl V. Vornämix',
    counts: { clients: 2, appointments: 6, leads: 1, mentions: 1 },
    uncertain: [],
    isTeamMember: false,
  })
  const told = await erase(office, id)

  expect(told.at(-1)).toMatchObject({ kind: 'done', counts: plan.counts, outcome: { found: 0 } })
  expect(foundIn(office.dataDir, marks)).toEqual([])
  const copy = join(temporaryFolder(), 'copy.db')
  const database = new Database(join(office.dataDir, 'deskbell.db'), { readonly: true })
  onTestFinished(() => void database.close())
  database.prepare('VACUUM INTO ?').run(copy)
  expect(foundIn(join(copy, '..'), marks)).toEqual([])
  const words = (index: string, word: string) =>
    database.prepare(`SELECT count(*) AS n FROM ${index} WHERE ${index} MATCH ?`).pluck().get(word)
  expect([words('delivery_search', 'answermark'), words('client_search', 'qwopmark'), words('appointment_search', 'vornam')]).toEqual([
    0, 0, 0,
  ])

  const after = await shownOfOther(office)
  expect(await verifiedLog(office)).toBeNull()
  const guestless = before.appointments.map((each) => ({
    ...each,
    details: { ...each.details, attendees: each.details.attendees.filter(({ email }) => email !== marked.email) },
  }))
  expect(after.client).toEqual({ ...before.client, appointments: expect.any(Array) })
  expect(after.appointments.map(({ details }) => details)).toEqual(guestless.map(({ details }) => details))
  await expect(office.desk.clients.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a repetition of an erased delivery is still recognised, and a later booking of the same person makes a new client', async () => {
  const office = await startOffice()
  const first = calendly('invitee.created', marked, 'M1')
  await office.post(first)
  const id = await clientIdOf(office, marked.email)
  await erase(office, id)
  const statuses = [await office.post(first), await office.post(calendly('invitee.created', marked, 'M9'))]
  const again = await office.desk.clients.get({ id: await clientIdOf(office, marked.email) })
  const page = await office.desk.deliveries.list({
    filter: { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null },
    cursor: null,
    limit: 10,
  })
  expect({
    statuses,
    appointments: again.appointments.length,
    verdicts: page.rows.map(({ verdict, aboutName }) => [verdict, aboutName]),
  }).toEqual({
    statuses: [200, 200],
    appointments: 1,
    verdicts: [
      ['accepted', marked.name],
      ['duplicate', null],
      ['accepted', null],
    ],
  })
})

test('nobody is erased under another name, and nothing is changed by that', async () => {
  const office = await startOffice()
  await office.post(calendly('invitee.created', marked, 'M1'))
  const clientId = await clientIdOf(office, marked.email)
  const asked = office.desk.keeping.erase({ clientId, name: 'Zyxquil Vornamix', reason: 'asked', deliveryIds: [] })
  await expect(
    (async () => {
      for await (const _each of await asked) void _each
    })(),
  ).rejects.toMatchObject({ code: 'NAME_DIFFERS' })
  expect((await office.desk.clients.get({ id: clientId })).appointments).toHaveLength(1)
  expect(await office.desk.keeping.erasures()).toEqual([])
})

test('what only has the name of the person is asked about, and goes when it is theirs', async () => {
  const office = await startOffice()
  await office.post(calendly('invitee.created', marked, 'M1'))
  await office.post(calendly('invitee.created', other, 'O1', { answer: `I was sent by ${marked.name}` }))
  const clientId = await clientIdOf(office, marked.email)
  const { uncertain } = await office.desk.keeping.planErasure({ clientId })
  expect(uncertain).toMatchObject([{ because: 'name', aboutName: other.name }])
  await erase(office, clientId, [uncertain[0]!.id])
  expect(await office.desk.deliveries.get({ id: uncertain[0]!.id })).toMatchObject({ bodyText: null, headers: [], aboutName: null })
})

test('an erasure is listed with who, when and how much, and without a name', async () => {
  const office = await startOffice()
  await office.post(calendly('invitee.created', marked, 'M1'))
  const clientId = await clientIdOf(office, marked.email)
  for await (const _each of await office.desk.keeping.erase({
    clientId,
    name: marked.name,
    reason: `${marked.name} asked`,
    deliveryIds: [],
  }))
    void _each
  expect(await office.desk.keeping.erasures()).toEqual([
    {
      id: 1,
      atMs: expect.any(Number),
      actor: expect.any(String),
      reason: '[erased] asked',
      counts: { clients: 1, appointments: 1, leads: 0, deliveries: 1, mentions: 0 },
      finishedAtMs: expect.any(Number),
      outcome: { searchedBytes: expect.any(Number), found: 0, rewritten: true },
    },
  ])
})

test('everything about one client is exported into one file, and their history says so', async () => {
  const folder = temporaryFolder()
  const office = await startOffice({ shell: downloadsIn(folder) })
  const id = await leaveTraces(office)
  const { path, fileName } = await office.desk.keeping.exportClient({ clientId: id })
  const file = JSON.parse(readFileSync(path, 'utf8')) as {
    client: { notes: string; records: unknown[] }
    appointments: unknown[]
    deliveries: unknown[]
  }
  const text = readFileSync(path, 'utf8')
  expect({
    named: fileName.toLowerCase().includes('zyx'),
    records: file.client.records.length,
    appointments: file.appointments.length,
    marks: ['answermark', 'reasonmark', 'leadmark', 'notemark', 'deskmark', 'qwopmark'].filter((mark) => !text.includes(mark)),
    hasOther: text.includes('a healthy appetite'),
  }).toEqual({ named: false, records: 2, appointments: 6, marks: [], hasOther: false })
  await eventually(async () => expect((await office.desk.clients.get({ id })).history[0]).toMatchObject({ kind: 'exported' }))
})
