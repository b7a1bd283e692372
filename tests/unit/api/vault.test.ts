import { expect, test } from 'vitest'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import { drawer, startTestDesk } from '../desk/test-desk.ts'

const secret = 'a-secret-of-the-office-1'
const noKeyring: Keyring = { backend: async () => null, seal: async () => new Uint8Array(), open: async () => '' }

test('without a keyring a secret waits for a choice, and a passphrase opens it after a restart', async () => {
  const first = await startTestDesk({ keyring: noKeyring })
  const early = await first.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 }).catch((error: unknown) => error)
  await first.desk.vault.choose({ mode: 'passphrase', passphrase: 'eight or more' })
  await first.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await first.close()

  const second = await startTestDesk({ keyring: noKeyring, dataDir: first.dataDir })
  const locked = { vault: (await second.desk.desk.status()).vault, card: (await second.desk.providers.list())[0]?.closedBecause }
  const wrong = await second.desk.vault.unlock({ passphrase: 'eight or less' }).catch((error: unknown) => error)
  await second.desk.vault.unlock({ passphrase: 'eight or more' })
  const open = { vault: (await second.desk.desk.status()).vault, card: (await second.desk.providers.list())[0]?.closedBecause }

  expect({ early, locked, wrong, open }).toEqual({
    early: expect.objectContaining({ code: 'VAULT', defined: true }),
    locked: { vault: { state: 'locked', backend: 'passphrase', mustChoose: false }, card: 'vault' },
    wrong: expect.objectContaining({ code: 'WRONG', defined: true }),
    open: { vault: { state: 'ready', backend: 'passphrase', mustChoose: false }, card: null },
  })
})

test('a keyring that is gone closes the endpoint with its reason, and the secret is back with it', async () => {
  const first = await startTestDesk()
  await first.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await first.close()

  const without = await startTestDesk({ keyring: noKeyring, dataDir: first.dataDir })
  const closed = { vault: (await without.desk.desk.status()).vault, card: (await without.desk.providers.list())[0]?.closedBecause }
  await without.close()
  const back = await startTestDesk({ keyring: drawer, dataDir: first.dataDir })

  expect({ closed, back: (await back.desk.providers.list())[0]?.closedBecause }).toEqual({
    closed: { vault: { state: 'changed', backend: 'keyring:drawer', mustChoose: true }, card: 'vault' },
    back: null,
  })
})

test('where the system has a keyring there is nothing to choose', async () => {
  const { desk } = await startTestDesk()
  const refused = await desk.vault.choose({ mode: 'memory' }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'BAD_REQUEST' })
})
