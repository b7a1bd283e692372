import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Har } from 'har-format'
import { expect, test } from 'vitest'
import type { AppointmentFilter } from '../../../src/shared/appointment.ts'
import type { ExportProgress } from '../../../src/shared/contract/exports.ts'
import type { DeliveryFilter } from '../../../src/shared/delivery.ts'
import { calendlyV1 } from '../../../src/main/signatures/calendly-v1.ts'
import type { Shell } from '../../../src/main/desk/shell.ts'
import { ShellError } from '../../../src/main/desk/shell.ts'
import { noShell } from '../../support/no-shell.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { startTestDesk } from '../desk/test-desk.ts'
import type { TestDesk } from '../desk/test-desk.ts'
import { readIcs } from '../feeds/parsed.ts'

const secret = 'a-secret-of-the-office-1'
const sample = JSON.parse(readFileSync(new URL('../../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8')) as {
  payload: { uri: string; name: string; email: string }
}
const everything: DeliveryFilter = {
  providers: null,
  verdicts: null,
  httpStatus: null,
  fromMs: null,
  toMs: null,
  search: null,
}
const always: AppointmentFilter = { startMs: 0, endMs: 9e15, sources: null, types: null, statuses: null, hostIds: null, search: null }

/** Writes into a folder of the test's own, as the shell does into that of downloads. */
function downloads(): { readonly shell: Shell; readonly folder: string; chosen: string | null } {
  const folder = temporaryFolder()
  const made = {
    folder,
    chosen: null as string | null,
    shell: {
      ...noShell,
      reserveFile: async ({ name, ending }: { name: string; ending: string }) => {
        const made = readdirSync(folder).length
        const path = join(folder, `${name}${made === 0 ? '' : ` (${made})`}.${ending}`)
        writeFileSync(path, '', { flag: 'wx' })
        return path
      },
      chooseFile: async () => made.chosen,
    },
  }
  return made
}

/** Books `count` appointments of one client, whose name may be anything. */
async function book({ url }: TestDesk, count: number, name: string): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const body = structuredClone(sample)
    body.payload.uri = `${sample.payload.uri}${number}`
    body.payload.name = name
    const rawBody = Buffer.from(JSON.stringify(body))
    const headers = { 'content-type': 'application/json', ...calendlyV1.sign({ rawBody, secret, nowMs: Date.now() }) }
    const { status } = await fetch(new URL('/api/webhooks/calendly', url), { method: 'POST', headers, body: rawBody })
    expect(status).toBe(200)
  }
}

async function finished(progress: Promise<AsyncIterable<ExportProgress>>): Promise<{ text: string; path: string; count: number }> {
  let last: ExportProgress | null = null
  for await (const told of await progress) last = told
  if (last?.kind !== 'done') throw new Error('the export did not end')
  return { path: last.path, count: last.count, text: readFileSync(last.path, 'utf8') }
}

async function officeWith(count: number, name: string) {
  const files = downloads()
  const running = await startTestDesk({ shell: files.shell })
  await running.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await book(running, count, name)
  return { files, running, desk: running.desk }
}

test('a CSV of the log has a line a delivery, and no cell that a spreadsheet would run', async () => {
  const { desk } = await officeWith(3, '=HYPERLINK("https://evil.example","Jane")')
  const { text, count } = await finished(desk.exports.deliveries({ filter: everything, format: 'csv' }))
  const lines = text.split('\r\n')
  expect(count).toBe(3)
  expect(text.startsWith('\uFEFFid,received,provider')).toBe(true)
  expect(lines).toHaveLength(5)
  expect(lines[1]).toContain('calendly,invitee.created,accepted')
  expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"",""Jane"")"`)
  const appointments = await finished(desk.exports.appointments({ filter: always, format: 'csv' }))
  expect(appointments.count).toBe(3)
  expect(appointments.text).not.toMatch(/(^|,)"?[=+@-][A-Z]/m)
})

test('JSON has each delivery with its body, and each appointment with its history', async () => {
  const { desk } = await officeWith(2, 'Jane Doe')
  const log = JSON.parse((await finished(desk.exports.deliveries({ filter: everything, format: 'json' }))).text)
  expect(log).toMatchObject({ format: 'deskbell', deliveries: [{ id: 2, bodyText: expect.stringContaining('Jane Doe') }, { id: 1 }] })
  const calendar = JSON.parse((await finished(desk.exports.appointments({ filter: always, format: 'json' }))).text)
  expect(calendar.appointments).toHaveLength(2)
  expect(calendar.appointments[0]).toMatchObject({ status: 'scheduled', history: [{ kind: 'created' }] })
})

test('an export has what the filter has, and nothing else', async () => {
  const { desk } = await officeWith(2, 'Jane Doe')
  const none = await finished(desk.exports.deliveries({ filter: { ...everything, verdicts: ['rejected'] }, format: 'json' }))
  expect(JSON.parse(none.text)).toMatchObject({ deliveries: [] })
  expect(none.count).toBe(0)
})

test('HAR tells each request as it came, without credentials', async () => {
  const { desk, running } = await officeWith(1, 'Jane Doe')
  await fetch(new URL('/webhook/appointment', running.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'a-key-of-somebody-0001' },
    body: '{}',
  })
  const { text } = await finished(desk.exports.deliveries({ filter: everything, format: 'har' }))
  const { log } = JSON.parse(text) as Har
  expect([log.version, log.entries.length]).toEqual(['1.2', 2])
  expect(log.entries[1]).toMatchObject({
    request: { method: 'POST', url: `${running.url}/api/webhooks/calendly`, postData: { mimeType: 'application/json' } },
    response: { status: 200, statusText: 'OK' },
  })
  expect(text).not.toContain('a-key-of-somebody-0001')
})

test('a signed export is genuine until a byte of it is changed, a line is left out, or its seal is gone', async () => {
  const { desk, files } = await officeWith(3, 'Jane Doe')
  const { path, text } = await finished(desk.exports.deliveries({ filter: everything, format: 'signed' }))
  files.chosen = path
  expect(await desk.exports.verify()).toMatchObject({ verdict: 'genuine', count: 3 })

  const lines = text.split('\n')
  const changed: [string, string][] = [
    ['changed', text.replace('Jane Doe', 'Jane Roe')],
    ['changed', [...lines.slice(0, 2), ...lines.slice(3)].join('\n')],
    ['changed', [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n')],
    ['incomplete', lines.slice(0, 3).join('\n')],
    ['not-an-export', 'something else\n'],
    ['not-an-export', ''],
  ]
  for (const [verdict, bytes] of changed) {
    writeFileSync(path, bytes)
    expect(await desk.exports.verify()).toMatchObject({ verdict })
  }

  const other = downloads()
  const elsewhere = await startTestDesk({ shell: other.shell })
  writeFileSync(path, text)
  other.chosen = path
  expect(await elsewhere.desk.exports.verify()).toMatchObject({ verdict: 'other-desk', count: 3 })
})

test('an export that is cancelled, or cannot be written, leaves no file', async () => {
  const { desk, files } = await officeWith(12, 'Jane Doe '.repeat(2_000))
  const progress = await desk.exports.deliveries({ filter: everything, format: 'json' })
  for await (const told of progress) {
    expect(told.kind).toBe('written')
    break
  }
  await expect.poll(() => readdirSync(files.folder)).toEqual([])

  const full = await startTestDesk({ shell: { ...noShell, reserveFile: async () => Promise.reject(new ShellError('disk-full')) } })
  const failing = finished(full.desk.exports.deliveries({ filter: everything, format: 'csv' }))
  await expect(failing).rejects.toMatchObject({ code: 'FAILED', data: { reason: 'disk-full' } })
})

const hostileName = '=HYPERLINK("https://evil.example","Jane")'
const everybody = { search: '', stages: null, sources: null }

test('clients are exported as they are filtered, and no cell is a formula', async () => {
  const { desk } = await officeWith(1, hostileName)
  const { text, count } = await finished(desk.exports.clients({ filter: everybody, order: 'name', format: 'csv' }))
  const [head, line] = text.split('\r\n')
  expect([count, head]).toEqual([1, '\uFEFFid,name,email,phone,source,source_id,stage,last_seen,next,appointments,no_shows,origin'])
  expect(line).toContain(`"'=HYPERLINK(""https://evil.example"",""Jane"")",${sample.payload.email}`)
  const json = await finished(desk.exports.clients({ filter: everybody, order: 'name', format: 'json' }))
  expect(JSON.parse(json.text)).toMatchObject({ format: 'deskbell', clients: [{ name: hostileName, stage: 'booked', appointments: 1 }] })
  const none = await finished(desk.exports.clients({ filter: { ...everybody, stages: ['lost'] }, order: 'name', format: 'csv' }))
  expect(none.count).toBe(0)
})

test('the team, the board and the changes are exported too, and no cell is a formula', async () => {
  const { desk } = await officeWith(1, hostileName)
  const [host] = await desk.hosts.list()
  const workingHours = [{ weekday: 1, from: '09:00', to: '17:00' }]
  await desk.team.edit({ id: host!.id, patch: { name: '@SUM(A1)', workingHours } })
  await desk.settings.update({ staffName: '-Mara' })
  await desk.settings.update({ privacy: true })
  const team = await finished(desk.exports.team({ format: 'csv' }))
  const board = await finished(desk.exports.pipeline({ search: '', format: 'csv' }))
  const changes = await finished(desk.exports.changes({ search: 'privacy', about: null, format: 'csv' }))
  expect(team.text).toContain(`'@SUM(A1),${host?.email},`)
  expect(team.text).toContain(',yes,Mo 09:00-17:00,real')
  expect(board.text).toContain(`booked,"'=HYPERLINK(`)
  expect(changes.text).toContain(`,'-Mara,privacy,false,true`)
  for (const { text } of [team, board, changes]) expect(text).not.toMatch(/(^|,)"?[=+@-][A-Za-z]/m)
  expect(JSON.parse((await finished(desk.exports.team({ format: 'json' }))).text)).toMatchObject({ team: [{ name: '@SUM(A1)' }] })
  expect(JSON.parse((await finished(desk.exports.pipeline({ search: 'nobody', format: 'json' }))).text)).toMatchObject({ pipeline: [] })
  expect(JSON.parse((await finished(desk.exports.changes({ search: '', about: 'privacy', format: 'json' }))).text)).toMatchObject({
    changes: [{ name: 'privacy', actor: '-Mara', before: false, after: true }],
  })
})

test('each export says who has made it, what and how much, and nothing of what is in it', async () => {
  const { desk } = await officeWith(2, 'Jane Doe')
  await desk.settings.update({ staffName: 'Mara' })
  await finished(desk.exports.deliveries({ filter: { ...everything, search: 'jane' }, format: 'csv' }))
  await finished(desk.exports.appointments({ filter: always, format: 'json' }))
  await finished(desk.exports.clients({ filter: { ...everybody, search: 'Jane' }, order: 'name', format: 'csv' }))
  const [{ id } = { id: 0 }] = await desk.appointments.list(always)
  await desk.exports.appointment({ id })
  const { rows } = await desk.trust.changes({ search: '', about: 'export', cursor: null, limit: 10 })
  expect(rows.map(({ actor, name, before, after }) => ({ actor, name, before, after }))).toEqual([
    { actor: 'Mara', name: 'export appointment', before: null, after: { format: 'ics', count: 1 } },
    { actor: 'Mara', name: 'export clients', before: null, after: { format: 'csv', count: 1 } },
    { actor: 'Mara', name: 'export appointments', before: null, after: { format: 'json', count: 2 } },
    { actor: 'Mara', name: 'export log', before: null, after: { format: 'csv', count: 2 } },
  ])
})

test('one appointment is saved as a calendar file, and none that is not there', async () => {
  const { desk, files } = await officeWith(1, 'Jane Doe')
  const [card] = await desk.appointments.list(always)
  const { path, fileName } = await desk.exports.appointment({ id: card!.id })
  const [event, ...others] = readIcs(readFileSync(path, 'utf8'))
  expect([fileName, others]).toEqual([`Deskbell appointment ${card!.id}.ics`, []])
  expect({ start: event?.start, status: event?.status }).toEqual({ start: new Date(card!.startMs).toISOString(), status: 'CONFIRMED' })
  expect(event?.summary).toContain('Jane Doe')
  await expect(desk.exports.appointment({ id: card!.id + 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(readdirSync(files.folder)).toHaveLength(1)
})
