import Database from 'better-sqlite3'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readInternet } from '../../../src/main/internet.ts'
import { ProvisionError } from '../../../src/main/provision/read-provision.ts'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { startTestDesk } from '../desk/test-desk.ts'

const secret = 'a-secret-of-the-office-1'
const older = 'a-secret-of-the-office-0'
const noKeyring: Keyring = { backend: async () => null, seal: async () => new Uint8Array(), open: async () => '' }

function provisionFile(content: unknown): string {
  const file = join(temporaryFolder(), 'desk.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

/** Everything that a file can set, down to when it was set. A start writes down by itself that the desk is there, and nothing else. */
function rowsOf(dataDir: string): unknown {
  const database = new Database(join(dataDir, 'deskbell.db'), { readonly: true })
  const tables = ['settings', 'provider_settings', 'secrets', 'credentials', 'connections', 'vault_values']
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all())
  database.close()
  return rows
}

const whole = {
  settings: { port: 47_011, timeZone: 'Europe/Berlin', firstDayOfWeek: 1 },
  providers: {
    calendly: { signingSecret: secret, previousSecret: { secret: older, until: '2099-01-01T00:00:00Z' }, olderHeader: true },
    'smart-scheduler': { scheme: 'sha256-hex', signingSecret: secret },
    healthcare: { scheme: 'api-key', signingSecret: secret },
  },
}

test('a file sets the settings, the schemes and the secrets before the receiver listens', async () => {
  const { desk } = await startTestDesk({ vaultKey: 'the key of this desk', provisionFile: provisionFile(whole) })
  const settings = await desk.settings.get()
  const cards = await desk.providers.list()
  expect({ port: settings.port, timeZone: settings.timeZone, firstDayOfWeek: settings.firstDayOfWeek }).toEqual(whole.settings)
  expect(
    cards.map(({ id, scheme, olderHeader, secret: current, previousSecret, closedBecause }) => ({
      id,
      scheme,
      olderHeader,
      lastFour: current?.lastFour ?? null,
      previous: previousSecret && { ...previousSecret },
      closedBecause,
    })),
  ).toEqual([
    {
      id: 'calendly',
      scheme: 'calendly-v1',
      olderHeader: true,
      lastFour: 'ce-1',
      previous: {
        lastFour: 'ce-0',
        untilMs: Date.UTC(2099, 0, 1),
        latestUntilMs: Date.UTC(2099, 0, 1),
        lastUsedAtMs: null,
        usedLastHour: 0,
      },
      closedBecause: null,
    },
    { id: 'cal-com', scheme: 'cal-com-sha256', olderHeader: null, lastFour: null, previous: null, closedBecause: 'no-secret' },
    { id: 'smart-scheduler', scheme: 'sha256-hex', olderHeader: null, lastFour: 'ce-1', previous: null, closedBecause: null },
    { id: 'healthcare', scheme: 'api-key', olderHeader: null, lastFour: 'ce-1', previous: null, closedBecause: null },
  ])
})

test('the port of the command line goes before the provisioned one, for this run', async () => {
  const { desk } = await startTestDesk({ port: 0, provisionFile: provisionFile(whole) })
  const { receiver } = await desk.desk.status()
  expect({ state: receiver.state, isProvisioned: 'port' in receiver && receiver.port === whole.settings.port }).toEqual({
    state: 'listening',
    isProvisioned: false,
  })
})

test('applying the same file again changes nothing', async () => {
  const file = provisionFile(whole)
  const first = await startTestDesk({ provisionFile: file })
  const before = { cards: await first.desk.providers.list(), settings: await first.desk.settings.get() }
  await first.close()
  const kept = rowsOf(first.dataDir)

  const second = await startTestDesk({ provisionFile: file, dataDir: first.dataDir })
  const after = { cards: await second.desk.providers.list(), settings: await second.desk.settings.get() }
  await second.close()

  const withoutUrl = ({ cards, settings }: typeof before) => ({ settings, cards: cards.map(({ url: _url, ...card }) => card) })
  expect(withoutUrl(after)).toEqual(withoutUrl(before))
  expect(rowsOf(first.dataDir)).toEqual(kept)
})

test('what a file does not mention stays as it was set in the window', async () => {
  const first = await startTestDesk()
  await first.desk.providers.setSecret({ provider: 'cal-com', secret, overlapHours: 0 })
  await first.desk.settings.update({ firstDayOfWeek: 6 })
  await first.close()

  const second = await startTestDesk({ dataDir: first.dataDir, provisionFile: provisionFile({ settings: { port: 47_012 } }) })

  const card = (await second.desk.providers.list()).find(({ id }) => id === 'cal-com')
  expect({ lastFour: card?.secret?.lastFour, firstDay: (await second.desk.settings.get()).firstDayOfWeek }).toEqual({
    lastFour: 'ce-1',
    firstDay: 6,
  })
})

test.each<[string, object, string]>([
  [
    'printed in a guide',
    { providers: { calendly: { signingSecret: 'your_webhook_signing_key' } } },
    'providers.calendly.signingSecret: This secret stands in',
  ],
  [
    'not of its scheme',
    { providers: { 'smart-scheduler': { scheme: 'standard-webhooks', signingSecret: 'whsec_!!!!!!!!!!!!!' } } },
    'providers.smart-scheduler.signingSecret: ',
  ],
])('a secret %s stops the start, and nothing of the file was applied', async (_what, content, named) => {
  const dataDir = temporaryFolder()
  const file = provisionFile({ settings: { firstDayOfWeek: 3 }, ...content })
  const refused = await startTestDesk({ dataDir, provisionFile: file }).catch((error: unknown) => error)
  const { desk } = await startTestDesk({ dataDir })
  expect(refused).toBeInstanceOf(ProvisionError)
  expect((refused as ProvisionError).message).toContain(named)
  expect((await desk.settings.get()).firstDayOfWeek).toBeNull()
})

test('secrets for which there is no place stop the start and say what to do', async () => {
  const refused = await startTestDesk({ keyring: noKeyring, provisionFile: provisionFile(whole) }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ProvisionError)
  expect((refused as ProvisionError).message).toContain('this system has no keyring). Set DESKBELL_VAULT_KEY')
  expect((refused as ProvisionError).message).not.toContain(secret)
})

test('a file without secrets needs no place for them', async () => {
  const { desk } = await startTestDesk({ keyring: noKeyring, provisionFile: provisionFile({ settings: { firstDayOfWeek: 0 } }) })
  expect((await desk.settings.get()).firstDayOfWeek).toBe(0)
})

test('an end that has passed leaves no previous secret', async () => {
  const past = { providers: { calendly: { signingSecret: secret, previousSecret: { secret: older, until: '2020-01-01T00:00:00Z' } } } }
  const { desk } = await startTestDesk({ provisionFile: provisionFile(past) })
  const card = (await desk.providers.list()).find(({ id }) => id === 'calendly')
  expect({ current: card?.secret?.lastFour, previous: card?.previousSecret }).toEqual({ current: 'ce-1', previous: null })
})

test('tokens and an address let the desk ask providers, and the same file changes nothing the second time', async () => {
  const tokens = {
    providers: {
      calendly: { apiToken: 'a-token-of-calendly-1' },
      'smart-scheduler': { apiToken: 'a-token-of-the-scheduler-2', apiUrl: 'http://127.0.0.1:1' },
    },
  }
  const internet = readInternet(JSON.stringify({ calendly: 'http://127.0.0.1:1' }))
  const file = provisionFile(tokens)
  const first = await startTestDesk({ provisionFile: file, internet })
  const before = await first.desk.connections.list()
  await first.close()
  const second = await startTestDesk({ provisionFile: file, internet, dataDir: first.dataDir })
  const after = await second.desk.connections.list()
  const told = (cards: typeof before) => cards.map(({ provider, token, apiUrl }) => ({ provider, lastFour: token?.lastFour, apiUrl }))
  expect(told(before)).toEqual([
    { provider: 'calendly', lastFour: 'ly-1', apiUrl: null },
    { provider: 'cal-com', lastFour: undefined, apiUrl: null },
    { provider: 'smart-scheduler', lastFour: 'er-2', apiUrl: 'http://127.0.0.1:1' },
  ])
  expect(after.map(({ token }) => token)).toEqual(before.map(({ token }) => token))
})
