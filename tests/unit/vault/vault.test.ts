import { describe, expect, test } from 'vitest'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import { VaultChoiceError, VaultClosedError } from '../../../src/main/vault/vault.ts'
import type { VaultOptions } from '../../../src/main/vault/open-vault.ts'
import type { Vault } from '../../../src/main/vault/vault.ts'
import { memoryRecords } from './made-up-records.ts'

const noon = Date.UTC(2026, 2, 10, 12)
const hourMs = 3_600_000
const secret = 'a-secret-of-the-office-1'
const newer = 'a-secret-of-the-office-2'
// scrypt's real cost belongs in production; what is tested here does not depend on it.
const scryptCost = { N: 2 ** 4, r: 8, p: 1 }

/** A keyring whose key is its name: what one sealed no other opens. */
function keyring(name: string | null): Keyring {
  return {
    backend: async () => name,
    seal: async (text) => Buffer.from(`${name}|${text}`).map((byte) => byte ^ 0x55),
    async open(sealed) {
      const text = Buffer.from(sealed.map((byte) => byte ^ 0x55)).toString()
      if (!text.startsWith(`${name}|`)) throw new Error('not sealed here')
      return text.slice(`${name}|`.length)
    },
  }
}

function open(options: Partial<VaultOptions> & Pick<VaultOptions, 'records'>): Promise<Vault> {
  return openVault({ keyring: keyring(null), vaultKey: null, now: () => noon, scryptCost, onChange: () => undefined, ...options })
}

describe('with the system’s keyring', () => {
  test('a secret is there after a restart, and its text is nowhere in what was written', async () => {
    const records = memoryRecords()
    const first = await open({ records, keyring: keyring('gnome_libsecret') })
    await first.setSecret('calendly', secret, null)

    const second = await open({ records, keyring: keyring('gnome_libsecret') })

    expect({ status: second.status(), secrets: second.secretsFor('calendly'), summary: second.summarize('calendly') }).toEqual({
      status: { state: 'ready', backend: 'keyring:gnome_libsecret', mustChoose: false },
      secrets: [{ key: 'current', secret }],
      summary: { secret: { lastFour: 'ce-1', setAtMs: noon }, previousSecret: null, readable: true },
    })
    expect(records.rows().map(({ backend, sealed }) => [backend, Buffer.from(sealed).includes(secret)])).toEqual([
      ['keyring:gnome_libsecret', false],
    ])
  })

  test('another keyring than before closes the endpoints and deletes nothing, until the first one is back', async () => {
    const records = memoryRecords()
    const first = await open({ records, keyring: keyring('kwallet6') })
    await first.setSecret('calendly', secret, null)
    const written = records.rows()

    const changed = await open({ records, keyring: keyring('gnome_libsecret') })
    expect({ status: changed.status(), secrets: changed.secretsFor('calendly'), readable: changed.summarize('calendly').readable }).toEqual(
      {
        status: { state: 'changed', backend: 'keyring:kwallet6', mustChoose: false },
        secrets: [],
        readable: false,
      },
    )
    expect(records.rows()).toEqual(written)

    const back = await open({ records, keyring: keyring('kwallet6') })
    expect(back.secretsFor('calendly')).toEqual([{ key: 'current', secret }])
  })

  test('after another keyring came a secret can be set anew', async () => {
    const records = memoryRecords()
    await (await open({ records, keyring: keyring('kwallet6') })).setSecret('calendly', secret, null)
    const changed = await open({ records, keyring: keyring('gnome_libsecret') })

    await changed.setSecret('calendly', newer, noon + hourMs)

    expect({ status: changed.status(), secrets: changed.secretsFor('calendly') }).toEqual({
      status: { state: 'ready', backend: 'keyring:gnome_libsecret', mustChoose: false },
      secrets: [{ key: 'current', secret: newer }],
    })
  })

  test('what was sealed for one provider does not open as the secret of another', async () => {
    const records = memoryRecords()
    const told = { name: 'secret healthcare', before: null, after: null }
    await (await open({ records, keyring: keyring('kwallet6') })).setSecret('calendly', secret, null)
    await records.replaceSecrets('healthcare', [{ ...records.rows()[0]!, provider: 'healthcare' }], { retire: [], forget: [] }, told)

    const vault = await open({ records, keyring: keyring('kwallet6') })

    expect(vault.secretsFor('healthcare')).toEqual([])
  })

  test('there is nothing to choose', async () => {
    const vault = await open({ records: memoryRecords(), keyring: keyring('kwallet6') })
    await expect(vault.choose({ mode: 'memory' })).rejects.toThrow(VaultChoiceError)
  })
})

describe('without a keyring', () => {
  test('no secret is taken until a place for it was chosen', async () => {
    const records = memoryRecords()
    const vault = await open({ records })
    await expect(vault.setSecret('calendly', secret, null)).rejects.toThrow(VaultClosedError)
    expect({ status: vault.status(), rows: records.rows() }).toEqual({
      status: { state: 'choose', backend: null, mustChoose: true },
      rows: [],
    })
  })

  test('a passphrase locks the secrets until it is told again, and another one does not open them', async () => {
    const records = memoryRecords()
    const first = await open({ records })
    await first.choose({ mode: 'passphrase', passphrase: 'eight or more' })
    await first.setSecret('calendly', secret, null)

    const second = await open({ records })
    const locked = { status: second.status(), secrets: second.secretsFor('calendly') }
    const wrong = await second.unlock('eight or less')
    const stillLocked = second.status()
    const right = await second.unlock('eight or more')

    expect({ locked, wrong, stillLocked, right, status: second.status(), secrets: second.secretsFor('calendly') }).toEqual({
      locked: { status: { state: 'locked', backend: 'passphrase', mustChoose: false }, secrets: [] },
      wrong: false,
      stillLocked: { state: 'locked', backend: 'passphrase', mustChoose: false },
      right: true,
      status: { state: 'ready', backend: 'passphrase', mustChoose: false },
      secrets: [{ key: 'current', secret }],
    })
  })

  test('in memory only, nothing is written and a restart has no secrets', async () => {
    const records = memoryRecords()
    const first = await open({ records })
    await first.choose({ mode: 'memory' })
    await first.setSecret('calendly', secret, null)
    const held = first.secretsFor('calendly')

    const second = await open({ records })

    expect({ held, rows: records.rows(), status: second.status(), secrets: second.secretsFor('calendly') }).toEqual({
      held: [{ key: 'current', secret }],
      rows: [],
      status: { state: 'ready', backend: 'memory', mustChoose: false },
      secrets: [],
    })
  })

  test('a passphrase chosen later keeps what was in memory', async () => {
    const records = memoryRecords()
    const first = await open({ records })
    await first.choose({ mode: 'memory' })
    await first.setSecret('calendly', secret, null)
    await first.choose({ mode: 'passphrase', passphrase: 'eight or more' })

    const second = await open({ records })
    await second.unlock('eight or more')

    expect(second.secretsFor('calendly')).toEqual([{ key: 'current', secret }])
  })

  test('a forgotten passphrase can be replaced; what it sealed stays and is said to be unreadable', async () => {
    const records = memoryRecords()
    const first = await open({ records })
    await first.choose({ mode: 'passphrase', passphrase: 'eight or more' })
    await first.setSecret('calendly', secret, null)

    const second = await open({ records })
    await second.choose({ mode: 'passphrase', passphrase: 'another one' })

    expect({ status: second.status(), secrets: second.secretsFor('calendly'), rows: records.rows().length }).toEqual({
      status: { state: 'changed', backend: 'passphrase', mustChoose: false },
      secrets: [],
      rows: 1,
    })
  })
})

describe('with a key from the environment', () => {
  test('the same key opens what it sealed, another key closes the endpoints', async () => {
    const records = memoryRecords()
    await (await open({ records, vaultKey: 'the key of this desk' })).setSecret('calendly', secret, null)

    const same = await open({ records, vaultKey: 'the key of this desk' })
    const other = await open({ records, vaultKey: 'the key of that desk' })
    const none = await open({ records })

    expect([same, other, none].map((vault) => ({ ...vault.status(), usable: vault.secretsFor('calendly').length }))).toEqual([
      { state: 'ready', backend: 'environment key', mustChoose: false, usable: 1 },
      { state: 'changed', backend: 'environment key', mustChoose: false, usable: 0 },
      { state: 'changed', backend: 'environment key', mustChoose: true, usable: 0 },
    ])
  })
})

describe('replacing a secret', () => {
  test('the replaced one counts until its time is over', async () => {
    let now = noon
    const records = memoryRecords()
    const vault = await open({ records, vaultKey: 'the key of this desk', now: () => now })
    await vault.setSecret('cal-com', secret, null)
    now += hourMs
    await vault.setSecret('cal-com', newer, now + hourMs)

    const within = vault.secretsFor('cal-com')
    const summary = vault.summarize('cal-com')
    now += hourMs
    const after = { secrets: vault.secretsFor('cal-com'), summary: vault.summarize('cal-com').previousSecret }

    expect({ within, summary, after }).toEqual({
      within: [
        { key: 'current', secret: newer },
        { key: 'previous', secret },
      ],
      summary: {
        secret: { lastFour: 'ce-2', setAtMs: noon + hourMs },
        previousSecret: { lastFour: 'ce-1', untilMs: noon + 2 * hourMs },
        readable: true,
      },
      after: { secrets: [{ key: 'current', secret: newer }], summary: null },
    })
  })

  test('without an overlap the replaced one counts no more, nor does an older one', async () => {
    const vault = await open({ records: memoryRecords(), vaultKey: 'the key of this desk' })
    await vault.setSecret('cal-com', secret, null)
    await vault.setSecret('cal-com', newer, noon + hourMs)
    await vault.setSecret('cal-com', 'a-secret-of-the-office-3', null)
    expect(vault.secretsFor('cal-com')).toEqual([{ key: 'current', secret: 'a-secret-of-the-office-3' }])
  })

  test('setting the secret that is set already writes nothing', async () => {
    let now = noon
    const records = memoryRecords()
    const vault = await open({ records, vaultKey: 'the key of this desk', now: () => now })
    await vault.setSecret('cal-com', secret, null)
    now += hourMs
    await vault.setSecret('cal-com', secret, now + hourMs)
    expect({ writes: records.writes(), summary: vault.summarize('cal-com') }).toEqual({
      writes: 1,
      summary: { secret: { lastFour: 'ce-1', setAtMs: noon }, previousSecret: null, readable: true },
    })
  })

  test('changes asked for at once are made one after the other', async () => {
    const vault = await open({ records: memoryRecords(), vaultKey: 'the key of this desk' })
    await Promise.all([vault.setSecret('cal-com', secret, null), vault.setSecret('cal-com', newer, noon + hourMs)])
    expect(vault.secretsFor('cal-com').map((usable) => usable.secret)).toEqual([newer, secret])
  })

  test('removing it leaves the endpoint without any', async () => {
    const records = memoryRecords()
    const vault = await open({ records, vaultKey: 'the key of this desk' })
    await vault.setSecret('cal-com', secret, null)
    await vault.setSecret('cal-com', newer, noon + hourMs)
    await vault.removePreviousSecret('cal-com')
    const withoutPrevious = vault.secretsFor('cal-com').length
    await vault.removeSecret('cal-com')
    expect({ withoutPrevious, secrets: vault.secretsFor('cal-com'), rows: records.rows() }).toEqual({
      withoutPrevious: 1,
      secrets: [],
      rows: [],
    })
  })
})
