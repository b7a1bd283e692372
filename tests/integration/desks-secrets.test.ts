import { existsSync, readdirSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { expect, test } from 'vitest'
import { leastRoles, mayAsk } from '../../src/shared/desk-roles.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { join, openBrowser, placeOf, startOffice, tokenOf, type Browser } from '../unit/desks/office.ts'
import { eventually } from '../support/eventually.ts'

const span = { startMs: 0, endMs: 4_102_444_800_000 }
const appointments = { ...span, sources: null, types: null, statuses: null, hostIds: null, search: null }
const deliveries = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
const page = { cursor: null, limit: 50 }

/** What procedures that read something want to know; the others take nothing, or refuse that. */
const inputs: Readonly<Record<string, unknown>> = {
  'appointments.list': appointments,
  'appointments.get': { id: 1 },
  'find.everything': { text: 'Ada' },
  'clients.find': { text: 'Ada' },
  'clients.get': { id: 1 },
  'deliveries.list': { filter: deliveries, ...page },
  'deliveries.get': { id: 1 },
  'deliveries.handling': { id: 1 },
  'deliveries.explain': { id: 1 },
  'deliveries.checkAgain': { id: 1 },
  'deliveries.dryRun': { id: 1 },
  'exports.deliveries': { filter: deliveries, format: 'har' },
  'exports.appointments': { filter: appointments, format: 'json' },
  'trust.changes': { search: '', about: null, cursor: null, limit: 200 },
  'feeds.count': { detail: 'names', filter: { sources: null, types: null, statuses: null, hostIds: null } },
  'filters.list': { page: 'log' },
}

/** Everything that is written to a file ends in an answer, too. */
async function readAll(browser: Browser, path: string): Promise<string> {
  const answer = path.startsWith('exports.') || path === 'trust.exportAnchor' ? await browser.call(path, inputs[path]) : null
  const { text } = answer ?? (await browser.begin(path, inputs[path]))
  const [address] = /\/desk\/files\/[\w-]+/.exec(text) ?? []
  return address === undefined ? text : text + (await browser.ask(address)).text
}

test('no secret is in any answer of any procedure, to anybody at another desk', async () => {
  const office = await startOffice()
  const { desk } = office
  const marked = [
    'whsec_bWFya2VkLXNlY3JldC1vZi1jYWxlbmRseS0wMDE=',
    'marked-key-of-the-clinic-1',
    'marked passphrase of the backups',
    'marked-client-secret-1',
  ]
  await desk.providers.setSecret({ provider: 'calendly', secret: marked[0] ?? '', overlapHours: 0 })
  await desk.providers.setScheme({ provider: 'healthcare', scheme: 'api-key' })
  await desk.providers.setSecret({ provider: 'healthcare', secret: marked[1] ?? '', overlapHours: 0 })
  await desk.providers.setSecret({ provider: 'healthcare', secret: `${marked[1]}-newer`, overlapHours: 24 })
  await desk.backups.setPassphrase({ passphrase: marked[2] ?? '' })
  await desk.google.setClient({ id: 'office.apps.googleusercontent.com', secret: marked[3] ?? '' })
  const { key: setupKey } = await desk.google.makeSetupKey()
  const { key: apiKey } = await desk.access.create({ name: 'Website', scopes: ['read'], expiresAtMs: null })
  const invitation = tokenOf((await desk.desks.people.invite({ name: 'Kim', role: 'admin' })).link)
  const rawBody = Buffer.from(JSON.stringify({ event: 'appointment.unknown' }))
  const headers = schemes['api-key'].sign({ rawBody, secret: marked[1] ?? '', nowMs: Date.now(), messageId: 'msg_1' })
  await fetch(`${office.url}/webhook/appointment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: rawBody,
  })
  const jo = await join(office, { name: 'Jo', role: 'admin' })
  const secrets = [...marked, setupKey, apiKey, invitation, ...jo.cookies.values()]

  const leaks: string[] = []
  let answered = 0
  for (const role of ['viewer', 'desk', 'admin'] as const) {
    await desk.desks.people.setRole({ id: jo.id, role })
    for (const [path, least] of Object.entries(leastRoles)) {
      if (!mayAsk(role, least)) continue
      const text = await readAll(jo, path)
      if (text.includes('"id"') || text.includes('deskbell')) answered += 1
      for (const [index, secret] of secrets.entries()) if (text.includes(secret)) leaks.push(`${role} ${path}: secret ${index}`)
    }
  }
  expect(leaks).toEqual([])
  // Something was told, so that nothing was found in it means something.
  expect(answered).toBeGreaterThan(10)
})

test('what was written for a browser is fetched once, by the session that had it written, and is gone then', async () => {
  const office = await startOffice()
  const jo = await join(office, { name: 'Jo', role: 'desk' })
  const kim = await join(office, { name: 'Kim', role: 'desk' })
  const told = await jo.call('exports.appointments', { filter: appointments, format: 'csv' })
  const [address = ''] = /\/desk\/files\/[\w-]+/.exec(told.text) ?? []
  const folder = joinPath(office.dataDir, 'desk-files')
  const head = await jo.ask(address, { method: 'HEAD' })
  const answers = [await kim.ask(address), await openBrowser(placeOf(office)).ask(address), await jo.ask(address), await jo.ask(address)]
  const disposition = answers[2]?.headers['content-disposition'] ?? ''
  expect({
    pathTold: told.text.includes(office.dataDir),
    head: head.status,
    statuses: answers.map(({ status }) => status),
    disposition: /^attachment; filename\*=UTF-8''Deskbell%20appointments%20\d{4}-\d\d-\d\d\.csv$/.test(disposition),
  }).toEqual({ pathTold: false, head: 405, statuses: [404, 404, 200, 404], disposition: true })
  await eventually(() => expect(readdirSync(folder)).toEqual([]))
  await office.close()
  expect(existsSync(folder)).toBe(false)
})
