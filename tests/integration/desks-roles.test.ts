import { expect, test } from 'vitest'
import { contract } from '../../src/shared/contract.ts'
import { leastRoleOf, leastRoles, mayAsk } from '../../src/shared/desk-roles.ts'
import { deskRoles } from '../../src/shared/sharing-words.ts'
import { join, openBrowser, placeOf, startOffice } from '../unit/desks/office.ts'

/** As the contract itself has them. */
function proceduresOf(branch: object, path: readonly string[] = []): string[] {
  return Object.entries(branch).flatMap(([name, each]: [string, object]) =>
    '~orpc' in each ? [[...path, name].join('.')] : proceduresOf(each, [...path, name]),
  )
}

const procedures = proceduresOf(contract)
/** No schema takes it; what takes nothing is simply done. */
const nonsense = { thisIsNothing: true }

test('the table of roles has each procedure of the contract, and nothing else', () => {
  expect(Object.keys(leastRoles).toSorted()).toEqual(procedures.toSorted())
})

test.each(deskRoles)(
  'whoever is %s reaches what the table says, and nothing beyond it, however the request was made',
  async (role) => {
    const office = await startOffice()
    const browser = await join(office, { name: 'Jo', role })
    const found = new Map<string, string>()
    const expected = new Map<string, string>()
    for (const path of procedures) {
      const least = leastRoleOf(path) ?? 'never'
      const { status, json } = await browser.begin(path, nonsense)
      const refusal = status === 403 ? (json?.['json'] as { code?: string; data?: { needs?: unknown } }) : null
      found.set(path, status === 401 ? 'signed out' : refusal?.code === 'ROLE' ? `needs ${JSON.stringify(refusal.data?.needs)}` : 'reached')
      expected.set(path, mayAsk(role, least) ? 'reached' : `needs ${least === 'never' ? 'null' : JSON.stringify(least)}`)
    }
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
  },
  120_000,
)

test('whoever is signed out reaches no procedure, known or unknown', async () => {
  const office = await startOffice()
  const browser = openBrowser(placeOf(office))
  const statuses = new Set<number>()
  for (const path of [...procedures, 'nothing.there', 'desks.people']) statuses.add((await browser.call(path, nonsense)).status)
  expect([...statuses]).toEqual([401])
})

test('a path that is written otherwise than the contract does is no procedure, whoever asks', async () => {
  const office = await startOffice()
  const browser = await join(office, { name: 'Jo', role: 'admin' })
  const paths = [
    '/desk/rpc/vault%2Funlock',
    '/desk/rpc//vault/unlock',
    '/desk/rpc/vault/unlock/',
    '/desk/rpc/VAULT/unlock',
    '/desk/rpc/desk/../vault/unlock',
    '/desk/rpc/desk/status?/vault/unlock',
    '/desk/rpc/__proto__/constructor',
    '/desk/rpc/constructor',
  ]
  const statuses = await Promise.all(paths.map(async (path) => (await browser.post(path, { json: { passphrase: 'guess' } })).status))
  expect(new Set(statuses)).toEqual(new Set([404]))
})

test('a procedure is asked by POST alone: a link, which anybody can send, does nothing', async () => {
  const office = await startOffice()
  const browser = await join(office, { name: 'Jo', role: 'admin' })
  const { status, headers } = await browser.ask('/desk/rpc/samples/run')
  expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'POST' })
})

test('an admin elsewhere sets what does not weaken the door, and nothing of what does', async () => {
  const office = await startOffice()
  const browser = await join(office, { name: 'Jo', role: 'admin' })
  const fine = await browser.call('settings.update', { currency: 'CHF' })
  const before = await office.desk.settings.get()
  const refused: unknown[] = []
  for (const patch of [
    { otherDesks: false },
    { bindAddress: '0.0.0.0' },
    { port: 7421 },
    { tls: null },
    { trustedProxies: ['0.0.0.0/0'] },
    { publicAddress: 'https://elsewhere.example.com' },
    { guards: { ...before.guards, hosts: ['elsewhere.example.com'] } },
    { staffName: 'Mara', currency: 'USD' },
    { backup: { ...before.backup, folder: '/' } },
  ]) {
    const { status, json } = await browser.call('settings.update', patch)
    refused.push({ status, code: (json as { json: { code: string } } | null)?.json.code })
  }
  expect({
    fine: fine.status,
    refused: new Set(refused.map((each) => JSON.stringify(each))),
    after: await office.desk.settings.get(),
  }).toEqual({
    fine: 200,
    refused: new Set([JSON.stringify({ status: 403, code: 'SETTING' })]),
    after: { ...before, currency: 'CHF' },
  })
})

test('what is no call is the fault of whoever sent it, and harms nobody', async () => {
  const office = await startOffice()
  const browser = await join(office, { name: 'Jo', role: 'viewer' })
  const bodies = [
    'null',
    '[]',
    '"text"',
    '7',
    '{',
    '{"json":1,"meta":[[1,"there"]]}',
    '{"json":{},"meta":[[1,"__proto__","polluted"]]}',
    '{"json":{},"meta":"text"}',
    '{"json":{},"meta":[7]}',
    '{"json":{"id":1},"maps":[["id"]]}',
    '{"__proto__":{"polluted":true}}',
    '{"json":{"constructor":{"prototype":{"polluted":true}}}}',
    `{"json":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  ]
  const statuses: number[] = []
  for (const body of bodies) statuses.push((await browser.ask('/desk/rpc/appointments/get', { method: 'POST', body })).status)
  expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([])
  expect('polluted' in {}).toBe(false)
  expect((await browser.call('desk.status')).status).toBe(200)
})
