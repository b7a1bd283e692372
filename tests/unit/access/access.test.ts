import { expect, test } from 'vitest'
import { createAccess } from '../../../src/main/access/access.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { listApiKeys } from '../../../src/main/store/api-keys.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

const hour = 3_600_000

function open() {
  const store = temporaryStore()
  const clock = { nowMs: NOON }
  const failures: unknown[] = []
  const writer = createWriter(store.write)
  const access = createAccess({ store, writer, now: () => clock.nowMs, onFailure: (error) => failures.push(error) })
  return { access, clock, store, writer, failures }
}

const website = { name: 'Website', scopes: ['read', 'write'], expiresAtMs: null } as const

test('a key is recognised, by whatever the scheme is spelt', async () => {
  const { access } = open()
  const { id, key } = await access.create(website, 'mara')
  const principal = { keyId: id, name: 'Website', prefix: key.slice(0, 12), scopes: ['read', 'write'] }
  expect([access.authenticate(`Bearer ${key}`), access.authenticate(`bearer ${key}`)]).toEqual([principal, principal])
})

test.each([
  ['nothing', undefined, 'missing'],
  ['another scheme', 'Basic abc', 'missing'],
  ['no key', 'Bearer', 'missing'],
  ['what is no key at all', 'Bearer abc', 'unknown'],
  ['a key of the right form', `Bearer dbk_AAAAAAAA_${'A'.repeat(43)}`, 'unknown'],
  ['a token of the right form', `Bearer dbt_${'A'.repeat(43)}`, 'unknown'],
])('%s is refused', (_what, header, failure) => {
  expect(open().access.authenticate(header)).toBe(failure)
})

test('a key with one other character is not that key', async () => {
  const { access } = open()
  const { key } = await access.create(website, 'mara')
  const other = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
  expect(access.authenticate(`Bearer ${other}`)).toBe('unknown')
})

test('a key ends when it should, and its tokens with it', async () => {
  const { access, clock } = open()
  const { key } = await access.create({ ...website, expiresAtMs: NOON + hour / 2 }, 'mara')
  const principal = access.authenticate(`Bearer ${key}`)
  if (typeof principal === 'string') throw new Error(principal)
  const token = await access.issueToken(principal, ['read'])
  const before = access.authenticate(`Bearer ${token}`)
  clock.nowMs += hour / 2
  expect({ before, key: access.authenticate(`Bearer ${key}`), token: access.authenticate(`Bearer ${token}`) }).toEqual({
    before: { ...principal, scopes: ['read'] },
    key: 'expired',
    token: 'expired',
  })
})

test('a token ends after an hour while its key goes on', async () => {
  const { access, clock } = open()
  const { key } = await access.create(website, 'mara')
  const token = await access.issueToken(access.authenticate(`Bearer ${key}`) as never, ['read'])
  clock.nowMs += hour
  expect([access.authenticate(`Bearer ${token}`), typeof access.authenticate(`Bearer ${key}`)]).toEqual(['expired', 'object'])
})

test('a revoked key and its tokens are refused at once, and it is revoked once', async () => {
  const { access } = open()
  const { id, key } = await access.create(website, 'mara')
  const token = await access.issueToken(access.authenticate(`Bearer ${key}`) as never, ['read'])
  const revoked = [await access.revoke(id, 'mara'), await access.revoke(id, 'mara'), await access.revoke(4711, 'mara')]
  expect({ revoked, key: access.authenticate(`Bearer ${key}`), token: access.authenticate(`Bearer ${token}`) }).toEqual({
    revoked: [true, false, false],
    key: 'revoked',
    token: 'unknown',
  })
})

test('when a key was last used is known to the minute, without a commit for each request', async () => {
  const { access, clock, store, writer } = open()
  const { key } = await access.create(website, 'mara')
  const before = writer.counts().jobs
  for (let turn = 0; turn < 20; turn += 1) access.authenticate(`Bearer ${key}`)
  clock.nowMs += 60_000
  access.authenticate(`Bearer ${key}`)
  await writer.submit(() => undefined)
  expect({ jobs: writer.counts().jobs - before, lastUsedAtMs: listApiKeys(store.read)[0]?.lastUsedAtMs }).toEqual({
    jobs: 3,
    lastUsedAtMs: NOON + 60_000,
  })
})

test('who made and who revoked a key is in the history of the settings, without the key', async () => {
  const { access, store } = open()
  const { id, key } = await access.create(website, 'mara')
  await access.revoke(id, 'jo')
  const rows = store.read.database.prepare('SELECT actor, name, before, after FROM setting_changes ORDER BY id').all()
  const prefix = key.slice(0, 12)
  expect(rows).toEqual([
    {
      actor: 'mara',
      name: `api key ${prefix}`,
      before: 'null',
      after: JSON.stringify({ name: 'Website', scopes: ['read', 'write'], expiresAtMs: null }),
    },
    { actor: 'jo', name: `api key ${prefix}`, before: JSON.stringify({ name: 'Website' }), after: 'null' },
  ])
})
