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
        const path = join(folder, `${name}.${ending}`)
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
