import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { bringIn, choose, finish, listAppointments, listClients, noon, planOf, preview, shown, startOffice, takeBack } from './office.ts'

const rows = (count: number, from = 0): string =>
  [
    'Datum;Uhrzeit;Betreff;Kunde;E-Mail',
    ...Array.from(
      { length: count },
      (_, n) =>
        `${String(1 + ((n + from) % 28)).padStart(2, '0')}.01.2027;${String(8 + (n % 10)).padStart(2, '0')}:00;Termin ${n + from};Gast ${n + from};gast${n + from}@example.com`,
    ),
  ].join('\n')

test('what somebody changed since stays when an import is taken back, and is named', async () => {
  const office = await startOffice()
  const { id } = await bringIn(office, rows(3))
  const [first] = await listAppointments(office)
  await office.desk.appointments.mark({ id: first!.id, mark: 'cancelled', reason: null })
  const undone = await takeBack(office, id)
  expect(undone.counts).toMatchObject({ takenBack: 2, kept: 1 })
  expect((await listAppointments(office)).map(({ id: kept, status }) => [kept, status])).toEqual([[first!.id, 'cancelled']])
  expect((await listClients(office)).map(({ name }) => name)).toEqual([first!.clientLabel])
  expect(await office.desk.imports.kept({ id })).toMatchObject([{ appointmentId: first!.id, label: first!.clientLabel }])
  await expect(office.desk.imports.undo({ id }).then(finish)).rejects.toMatchObject({ code: 'TOO_LATE' })
})

test('one appointment of an import is taken back by the drawer as any other, with how it ended', async () => {
  const office = await startOffice()
  await bringIn(office, 'Datum;Uhrzeit;Kunde;Status\n02.11.2026;10:00;Jane Doe;erschienen')
  const [card] = await listAppointments(office)
  const { lastGesture, history } = await office.desk.appointments.get({ id: card!.id })
  expect(history.map(({ actor }) => actor)).toEqual(['mara', 'mara'])
  await office.desk.appointments.undo({ gestureId: lastGesture!.gestureId })
  expect(await listAppointments(office)).toEqual([])
})

test('clients who are known stay as they are, and go by their e-mail; of those without one only the name is the same', async () => {
  const office = await startOffice()
  await bringIn(office, 'Name;E-Mail;Telefon;Notizen\nJane Doe;jane@example.com;+49 30 1234567;erste\nMax Muster;;;', { kind: 'clients' })
  const file = 'Name;E-Mail;Telefon\nJane D.;JANE@example.com;+49 30 7654321\nMax Muster;;0171 5550100'
  const told = await preview(office, file, { kind: 'clients' })
  expect(told).toMatchObject({ counts: { create: 1, same: 1 }, newClients: 1, sameNames: 1, remarks: [{ row: 3, remark: 'same-name' }] })
  expect((await preview(office, file, { kind: 'clients', sameNames: 'known' })).counts).toMatchObject({ create: 0, same: 2 })
  const before = await shown(office)
  const { id } = await bringIn(office, file, { kind: 'clients' })
  expect((await listClients(office)).map(({ name, email, phone }) => [name, email, phone])).toEqual([
    ['Jane Doe', 'jane@example.com', '+49 30 1234567'],
    ['Max Muster', null, null],
    ['Max Muster', null, '0171 5550100'],
  ])
  await takeBack(office, id)
  expect(await shown(office)).toEqual(before)
})

test('an import that is stopped in the middle says how far it came, and is gone on with or taken back', async () => {
  const office = await startOffice()
  const file = await choose(office, 'file.csv', rows(120))
  const before = await shown(office)
  const stopping = new AbortController()
  const progress = await office.desk.imports.start({ draftId: file.draftId, plan: planOf(file) }, { signal: stopping.signal })
  const reading = (async () => {
    for await (const told of progress) if (told.kind === 'progress' && told.done > 0) stopping.abort()
  })()
  await reading.catch(() => undefined)
  await expect.poll(async () => (await office.desk.imports.list())[0]?.state).toBe('stopped')
  const [stopped] = await office.desk.imports.list()
  const { created, waiting, total } = stopped!.counts
  expect({ total, sum: created + waiting, isPart: created > 0 && waiting > 0 }).toEqual({ total: 120, sum: 120, isPart: true })
  expect(await listAppointments(office)).toHaveLength(created)

  const done = await finish(await office.desk.imports.resume({ id: stopped!.id }))
  expect(done).toMatchObject({ state: 'done', counts: { created: 120, waiting: 0 } })
  await takeBack(office, stopped!.id)
  expect(await shown(office)).toEqual(before)
})

test('an import in the middle of which the desk ends is there again afterwards, each row once', async () => {
  const office = await startOffice()
  const file = await choose(office, 'file.csv', rows(120))
  const progress = await office.desk.imports.start({ draftId: file.draftId, plan: planOf(file) })
  for await (const told of progress) if (told.kind === 'progress' && told.done > 0) break
  await office.close()
  const again = await startOffice({ dataDir: office.dataDir })
  await expect.poll(async () => (await again.desk.imports.list())[0]?.state).toBe('stopped')
  const [cut] = await again.desk.imports.list()
  expect(await listAppointments(again)).toHaveLength(cut!.counts.created)
  expect(await finish(await again.desk.imports.resume({ id: cut!.id }))).toMatchObject({ state: 'done', counts: { created: 120, same: 0 } })
  expect(await listAppointments(again)).toHaveLength(120)
})

test('others hear of each appointment once when it comes and once when it is taken back, and no log says whose it is', async () => {
  const office = await startOffice()
  const { id } = await bringIn(office, rows(40))
  await takeBack(office, id)
  const database = new Database(join(office.dataDir, 'deskbell.db'), { readonly: true })
  const told = database
    .prepare(
      'SELECT h.kind, count(*) AS count FROM events AS e JOIN appointment_history AS h ON h.id = e.history_id GROUP BY h.kind ORDER BY h.kind',
    )
    .all()
  database.close()
  expect(told).toEqual([
    { kind: 'created', count: 40 },
    { kind: 'undone', count: 40 },
  ])
  expect(JSON.stringify(office.entries)).not.toMatch(/gast\d|Gast \d|Termin \d/u)
})

test('times on both days when the clocks are set are said before', async () => {
  const office = await startOffice()
  const told = await preview(
    office,
    'Datum;Uhrzeit;Betreff\n28.03.2027;02:30;Gibt es nicht\n25.10.2026;02:30;Gibt es zweimal\n29.03.2027;02:30;Gewöhnlich',
  )
  expect(told.first.map(({ startMs }) => new Date(startMs!).toISOString())).toEqual([
    '2027-03-28T01:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ])
  expect(told.remarks.map(({ row, remark }) => [row, remark])).toEqual([
    [2, 'skipped-hour'],
    [3, 'repeated-hour'],
  ])
})

test('a day that could be a month is asked for, and nothing is written before somebody says', async () => {
  const office = await startOffice()
  const file = 'Date,Time,Subject\n03/04/2027,10:00,One\n05/06/2027,10:00,Two'
  expect(await preview(office, file)).toMatchObject({ ambiguousDate: '03/04/2027', counts: { create: 0 } })
  await expect(bringIn(office, file)).rejects.toMatchObject({ code: 'NOTHING' })
  expect((await preview(office, file, { dateOrder: 'mdy' })).first.map(({ startMs }) => new Date(startMs!).toISOString())).toEqual([
    '2027-03-04T09:00:00.000Z',
    '2027-05-06T08:00:00.000Z',
  ])
})

const calendar = (start: string, summary: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:talk@example.com',
    `DTSTART;TZID=W. Europe Standard Time:${start}`,
    `SUMMARY:${summary}`,
    'ORGANIZER;CN=Anna Berg:mailto:anna@office.example',
    'ATTENDEE;CN=Jane Doe:mailto:jane@example.com',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')

test('a calendar that is imported again changes what it changed, and leaves what was changed at the desk', async () => {
  const office = await startOffice()
  await bringIn(office, calendar('20261121T140000', 'Talk'))
  expect((await preview(office, calendar('20261121T140000', 'Talk'))).counts).toMatchObject({ create: 0, update: 0, same: 1 })
  const moved = await bringIn(office, calendar('20261122T150000', 'Long talk'))
  expect(moved.counts).toMatchObject({ created: 0, updated: 1 })
  const [card] = await listAppointments(office)
  expect(card).toMatchObject({ title: 'Long talk', startMs: Date.UTC(2026, 10, 22, 14), clientLabel: 'Jane Doe', hostLabel: 'Anna Berg' })

  await takeBack(office, moved.id)
  expect((await listAppointments(office)).map(({ title, startMs }) => [title, startMs])).toEqual([['Talk', Date.UTC(2026, 10, 21, 13)]])

  await office.desk.appointments.move({ id: card!.id, startMs: noon + 7_200_000, endMs: noon + 10_800_000 })
  expect(await preview(office, calendar('20261122T150000', 'Long talk'))).toMatchObject({
    counts: { update: 0, same: 1 },
    remarks: [{ row: 1, remark: 'changed-here' }],
  })
})
