import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { readInternet } from '../../src/main/internet.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { eventually } from '../support/eventually.ts'
import { forwardTo, serve } from '../support/http-server.ts'
import { createStandInCalendly } from '../support/stand-ins/calendly.ts'
import { send } from '../support/test-receiver.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'

const older = 'https://older.example.com'
const newer = 'https://newer.example.com'
const path = providers.calendly.paths[0]

/** A desk in an internet in which every public address but the unreachable ones leads to it. */
async function deskInInternet() {
  const calendly = await createStandInCalendly()
  onTestFinished(() => calendly.close())
  let url = ''
  const unreachable = new Set<string>()
  const toDesk = forwardTo(() => url)
  const port = await serve((asked, answer) =>
    unreachable.has(asked.headers.host ?? '') ? answer.writeHead(502).end() : toDesk(asked, answer),
  )
  const internet = readInternet(JSON.stringify({ calendly: calendly.url, publicAddresses: `http://127.0.0.1:${port}` }))
  const running = await startTestDesk({ internet })
  url = running.url
  const { desk } = running
  const reachedAt = async (publicAddress: string): Promise<void> => {
    await desk.settings.update({ publicAddress })
    await eventually(async () => expect(await desk.reach.get()).toMatchObject({ publicUrl: publicAddress, check: { outcome: 'reached' } }))
  }
  const callbacks = (): string[] => calendly.subscriptions.map(({ callbackUrl }) => callbackUrl)
  return { desk, url, calendly, unreachable, reachedAt, callbacks }
}

test('a subscription of ours follows the public address once that is reached, by itself', async () => {
  const { desk, calendly, unreachable, reachedAt, callbacks } = await deskInInternet()
  await reachedAt(older)
  await desk.connections.connect({ provider: 'calendly', token: calendly.token, apiUrl: null, scope: null })
  expect(callbacks()).toEqual([`${older}${path}`])

  unreachable.add('newer.example.com')
  await desk.settings.update({ publicAddress: newer })
  await eventually(async () => expect((await desk.reach.get()).check?.outcome).toBe('no-answer'))
  const meanwhile = { callbacks: callbacks(), elsewhere: (await desk.reach.get()).pointElsewhere }
  unreachable.clear()
  await desk.reach.check()
  await eventually(() => expect(callbacks()).toEqual([`${newer}${path}`]))

  expect(meanwhile).toEqual({
    callbacks: [`${older}${path}`],
    elsewhere: [{ provider: 'calendly', callbackUrl: `${older}${path}`, movable: true }],
  })
  await eventually(async () => expect((await desk.reach.get()).pointElsewhere).toEqual([]))
})

test('a subscription of somebody else stays where it is when ours moves', async () => {
  const { desk, calendly, reachedAt, callbacks } = await deskInInternet()
  const foreign = `https://somebody.example.com${path}`
  calendly.subscribe({ callbackUrl: foreign, signingKey: 'a-signing-key-of-somebody' })
  await reachedAt(older)
  await desk.connections.connect({ provider: 'calendly', token: calendly.token, apiUrl: null, scope: null })
  await reachedAt(newer)
  // Ours is made at the new address first, and ended at the old one then.
  await eventually(() => expect(callbacks()).toEqual([foreign, `${newer}${path}`]))
})

test('who has no token is named by where the last delivery came in, and told by an alert', async () => {
  const { desk, url, reachedAt } = await deskInInternet()
  const secret = 'a-secret-of-the-office-1'
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await reachedAt(older)
  const rawBody = readFileSync(new URL('../fixtures/calendly/composed-invitee-created.json', import.meta.url))
  const signature = schemes['calendly-v1'].sign({ rawBody, secret, nowMs: Date.now() })
  const headers = { host: 'older.example.com', 'content-type': 'application/json', ...signature }
  await send(Number(new URL(url).port), { path, headers, body: rawBody })
  const before = (await desk.reach.get()).pointElsewhere
  await reachedAt(newer)
  expect([before, (await desk.reach.get()).pointElsewhere, await desk.reach.moveSubscriptions()]).toEqual([
    [],
    [{ provider: 'calendly', callbackUrl: `${older}${path}`, movable: false }],
    { moved: [], failed: [] },
  ])
  await eventually(async () => expect((await desk.health.alerts()).map(({ kind }) => kind)).toContain('address-changed'))
})
