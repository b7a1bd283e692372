import { expect, test } from 'vitest'
import { bringIn, listAppointments, listClients, preview, shown, startOffice, takeBack } from './office.ts'

const german = [
  'Datum;Uhrzeit;Dauer;Betreff;Mitarbeiter;Kunde;E-Mail;Telefon;Notizen;Status',
  '21.11.2026;14:00;45 min;Beratung;Anna Berg;Jane Doe;jane@example.com;+49 30 1234567;bringt Unterlagen;',
  '22.11.2026;09:30;30;Erstgespräch;Anna Berg;Max Mustermann;;0171 5550100;;',
  '02.11.2026;10:00;30;Rückblick;Lena Kurz;Jane Doe;jane@example.com;;;erschienen',
  'morgen;10:00;30;Irgendwann;Anna Berg;Jane Doe;jane@example.com;;;',
].join('\r\n')

test('a German spreadsheet becomes appointments, clients and team members, and the row that cannot be read is named', async () => {
  const office = await startOffice()
  const told = await preview(office, german)
  expect(told.counts).toEqual({ create: 3, update: 0, same: 0, unreadable: 1, leftOut: 0 })
  expect(told.problems).toEqual([{ row: 5, field: 'date', reason: 'date', text: 'morgen' }])
  expect(told.newClients).toBe(2)
  expect(told.hosts.map(({ label, rows, take }) => ({ label, rows, take }))).toEqual([
    { label: 'Anna Berg', rows: 2, take: 'new' },
    { label: 'Lena Kurz', rows: 1, take: 'new' },
  ])
  expect(await listAppointments(office)).toEqual([])

  const done = await bringIn(office, german)
  expect(done.counts).toMatchObject({ total: 3, created: 3, waiting: 0, refused: 0 })
  expect(
    (await listAppointments(office)).map(({ title, startMs, endMs, status, clientLabel, hostLabel, source }) => ({
      title,
      start: new Date(startMs).toISOString(),
      minutes: (endMs! - startMs) / 60_000,
      status,
      clientLabel,
      hostLabel,
      source,
    })),
  ).toEqual([
    {
      title: 'Rückblick',
      start: '2026-11-02T09:00:00.000Z',
      minutes: 30,
      status: 'completed',
      clientLabel: 'Jane Doe',
      hostLabel: 'Lena Kurz',
      source: 'manual',
    },
    {
      title: 'Beratung',
      start: '2026-11-21T13:00:00.000Z',
      minutes: 45,
      status: 'scheduled',
      clientLabel: 'Jane Doe',
      hostLabel: 'Anna Berg',
      source: 'manual',
    },
    {
      title: 'Erstgespräch',
      start: '2026-11-22T08:30:00.000Z',
      minutes: 30,
      status: 'scheduled',
      clientLabel: 'Max Mustermann',
      hostLabel: 'Anna Berg',
      source: 'manual',
    },
  ])
  expect((await listClients(office)).map(({ name, email, stage }) => ({ name, email, stage }))).toEqual([
    { name: 'Jane Doe', email: 'jane@example.com', stage: 'attended' },
    { name: 'Max Mustermann', email: null, stage: 'booked' },
  ])
})

test('the same file a second time brings nothing in, and says so before', async () => {
  const office = await startOffice()
  await bringIn(office, german)
  const before = await shown(office)
  expect((await preview(office, german)).counts).toEqual({ create: 0, update: 0, same: 3, unreadable: 1, leftOut: 0 })
  await expect(bringIn(office, german)).rejects.toMatchObject({ code: 'NOTHING' })
  expect(await shown(office)).toEqual(before)
})

test('an import that is taken back leaves everything that is shown as it was, and can be brought in again', async () => {
  const office = await startOffice()
  await office.desk.appointments.create({
    draft: {
      type: 'visit',
      title: 'There before',
      startMs: Date.UTC(2026, 10, 21, 8),
      endMs: Date.UTC(2026, 10, 21, 9),
      hostId: null,
      client: { name: 'Jane Doe', email: 'jane@example.com', phone: null },
      location: null,
      notes: null,
    },
    weeks: 1,
  })
  const before = await shown(office)
  const { id } = await bringIn(office, german)
  expect(await shown(office)).not.toEqual(before)
  const undone = await takeBack(office, id)
  expect(undone).toMatchObject({ state: 'undone', undoneBy: 'mara', undoUntilMs: null, counts: { takenBack: 3, kept: 0 } })
  expect(await shown(office)).toEqual(before)
  expect((await bringIn(office, german)).counts.created).toBe(3)
})

test('an end without a day is of the same night, and one that is no end is named', async () => {
  const office = await startOffice()
  const told = await preview(
    office,
    'Datum;Beginn;Ende;Betreff\n21.11.2026;22:00;06:00;Nacht\n21.11.2026;14:00;13:00;Verschrieben\n21.11.2026;14:00;14:00;Nichts',
  )
  expect(told.first.map(({ endMs }) => new Date(endMs!).toISOString())).toEqual(['2026-11-22T05:00:00.000Z'])
  expect(told.problems).toEqual([
    { row: 3, field: 'end', reason: 'end-before-start', text: '13:00' },
    { row: 4, field: 'end', reason: 'end-before-start', text: '14:00' },
  ])
})

test('an address of a calendar that no mail goes to is nobody’s e-mail', async () => {
  const office = await startOffice()
  const event = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:u1',
    'DTSTART:20261121T130000Z',
    'ORGANIZER;CN=Anna Berg:mailto:/o=OFFICE/cn=anna',
    'ATTENDEE;CN=Jane Doe:mailto:jane',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  await bringIn(office, event)
  expect((await listClients(office)).map(({ name, email }) => [name, email])).toEqual([['Jane Doe', null]])
  expect((await office.desk.hosts.list()).map(({ name, email }) => [name, email])).toEqual([['Anna Berg', null]])
})
