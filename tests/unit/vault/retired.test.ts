import { expect, test } from 'vitest'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import type { VaultOptions } from '../../../src/main/vault/open-vault.ts'
import type { Vault } from '../../../src/main/vault/vault.ts'
import { memoryRecords } from './made-up-records.ts'

const noon = Date.UTC(2026, 2, 10, 12)
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const secretNo = (number: number): string => `a-secret-of-the-office-${number}`

function open(options: Partial<VaultOptions> = {}): Promise<Vault> {
  return openVault({
    records: memoryRecords(),
    keyring: { backend: async () => null, seal: async () => new Uint8Array(), open: async () => '' },
    vaultKey: 'the key of this desk',
    scryptCost: { N: 2 ** 4, r: 8, p: 1 },
    now: () => noon,
    onChange: () => undefined,
    ...options,
  })
}

const textsOf = (vault: Vault): string[] => vault.retiredFor('calendly').map(({ secret }) => secret)

test('a secret that is replaced at once, that is removed, and whose overlap ends is remembered and verifies nothing', async () => {
  let now = noon
  const vault = await open({ now: () => now })
  await vault.setSecret('calendly', secretNo(1), null)
  await vault.setSecret('calendly', secretNo(2), null)
  expect(textsOf(vault)).toEqual([secretNo(1)])
  now += hourMs
  await vault.setSecret('calendly', secretNo(3), now + hourMs)
  expect(textsOf(vault)).toEqual([secretNo(1)])
  now += 2 * hourMs
  expect(vault.retiredFor('calendly')).toMatchObject([
    { secret: secretNo(2), retiredAtMs: now - hourMs },
    { secret: secretNo(1), retiredAtMs: noon },
  ])
  await vault.removeSecret('calendly')
  expect({ retired: textsOf(vault), usable: vault.secretsFor('calendly') }).toEqual({
    retired: [secretNo(3), secretNo(2), secretNo(1)],
    usable: [],
  })
})

test('three of them are kept for 90 days, over restarts, and their text is nowhere in what was written', async () => {
  const records = memoryRecords()
  let now = noon
  const first = await open({ records, now: () => now })
  for (const number of [1, 2, 3, 4, 5]) {
    await first.setSecret('calendly', secretNo(number), null)
    now += hourMs
  }
  const again = await open({ records, now: () => now })
  expect(textsOf(again)).toEqual([secretNo(4), secretNo(3), secretNo(2)])
  expect(records.listRetired().filter(({ sealed }) => Buffer.from(sealed).includes('a-secret'))).toEqual([])
  now = noon + 90 * dayMs + 2.5 * hourMs
  const later = await open({ records, now: () => now })
  expect({ told: textsOf(later), kept: records.listRetired().length }).toEqual({ told: [secretNo(4), secretNo(3)], kept: 2 })
})

test('one of them is accepted again until a moment, and what it takes the place of retires', async () => {
  let now = noon
  const vault = await open({ now: () => now })
  await vault.setSecret('calendly', secretNo(1), null)
  await vault.setSecret('calendly', secretNo(2), null)
  const [retired] = vault.retiredFor('calendly')
  expect(await vault.acceptRetired('calendly', retired!.id, noon + dayMs)).toBe(true)
  expect({ usable: vault.secretsFor('calendly'), retired: textsOf(vault) }).toEqual({
    usable: [
      { key: 'current', secret: secretNo(2) },
      { key: 'previous', secret: secretNo(1) },
    ],
    retired: [],
  })
  now = noon + 2 * dayMs
  expect({ usable: vault.secretsFor('calendly').length, retired: textsOf(vault) }).toEqual({ usable: 1, retired: [secretNo(1)] })
  expect(await vault.acceptRetired('calendly', vault.retiredFor('calendly')[0]!.id, now + hourMs)).toBe(true)
  expect(vault.secretsFor('calendly')).toHaveLength(2)
  expect(await vault.acceptRetired('calendly', 4711, now + hourMs)).toBe(false)
})

test('one that was removed comes back as the current one', async () => {
  const vault = await open()
  await vault.setSecret('calendly', secretNo(1), null)
  await vault.removeSecret('calendly')
  await vault.acceptRetired('calendly', vault.retiredFor('calendly')[0]!.id, null)
  expect({ usable: vault.secretsFor('calendly'), retired: textsOf(vault) }).toEqual({
    usable: [{ key: 'current', secret: secretNo(1) }],
    retired: [],
  })
})

test('they are forgotten when somebody asks for it, the one whose overlap ended too', async () => {
  let now = noon
  const records = memoryRecords()
  const vault = await open({ records, now: () => now })
  await vault.setSecret('calendly', secretNo(1), null)
  await vault.setSecret('calendly', secretNo(2), null)
  await vault.setSecret('calendly', secretNo(3), now + hourMs)
  await vault.setSecret('cal-com', secretNo(4), null)
  await vault.setSecret('cal-com', secretNo(5), null)
  now += 2 * hourMs
  await vault.forgetRetired('calendly')
  expect({
    retired: textsOf(vault),
    others: vault.retiredFor('cal-com').length,
    usable: vault.secretsFor('calendly').length,
    rows: records.listRetired().length,
    secrets: records.rows().length,
  }).toEqual({ retired: [], others: 1, usable: 1, rows: 1, secrets: 2 })
})

test('where secrets live in memory, those that were replaced do too', async () => {
  const records = memoryRecords()
  const vault = await open({ records, vaultKey: null })
  await vault.choose({ mode: 'memory' })
  await vault.setSecret('calendly', secretNo(1), null)
  await vault.setSecret('calendly', secretNo(2), null)
  const [retired] = vault.retiredFor('calendly')
  await vault.acceptRetired('calendly', retired!.id, noon + hourMs)
  expect({ usable: vault.secretsFor('calendly').length, rows: records.listRetired() }).toEqual({ usable: 2, rows: [] })
})
