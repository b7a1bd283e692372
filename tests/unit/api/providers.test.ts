import { expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { SchemeId } from '../../../src/shared/words.ts'
import { startTestDesk } from '../desk/test-desk.ts'
import type { TestDesk } from '../desk/test-desk.ts'

const secret = 'a-secret-of-the-office-1'
const newer = 'a-secret-of-the-office-2'

async function post({ url }: TestDesk, scheme: Exclude<SchemeId, 'google-channel-token'>, signedWith: string): Promise<number> {
  const rawBody = Buffer.from('{}')
  const response = await fetch(new URL(providers.calendly.paths[0], url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...schemes[scheme].sign({ rawBody, secret: signedWith, nowMs: Date.now() }) },
    body: rawBody,
  })
  return response.status
}

async function cardOf({ desk }: TestDesk, id: string) {
  const card = (await desk.providers.list()).find((candidate) => candidate.id === id)
  if (card === undefined) throw new Error(`no card of ${id}`)
  return card
}

test('a card tells the address, what can be sent as a test, and that there is no secret yet', async () => {
  const test = await startTestDesk()
  expect(await cardOf(test, 'calendly')).toEqual({
    id: 'calendly',
    name: 'Calendly',
    url: `${test.url}/api/webhooks/calendly`,
    otherPaths: ['/api/calendly/webhook'],
    scheme: 'calendly-v1',
    choosable: false,
    olderHeader: false,
    secret: null,
    previousSecret: null,
    closedBecause: 'no-secret',
    lastDelivery: null,
    lastAcceptedAtMs: null,
    refusedLately: { count: 0, sentence: null, deliveryId: null },
    testEvents: [...providers.calendly.testEvents],
  })
})

test.each([
  ['printed in a guide', 'calendly', 'your_webhook_signing_key', 'PRINTED'],
  ['that its scheme cannot use', 'smart-scheduler', 'not base64, not a Standard Webhooks secret', 'INVALID'],
] as const)('a secret %s is refused by its name', async (_what, provider, refusedSecret, code) => {
  const { desk } = await startTestDesk()
  const refused = await desk.providers.setSecret({ provider, secret: refusedSecret, overlapHours: 0 }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code, defined: true })
})

test.each([
  ['too short', 'fifteen letters'],
  ['with blanks around it', ' a-secret-of-the-office-1 '],
])('a secret %s does not pass the contract', async (_what, refusedSecret) => {
  const { desk } = await startTestDesk()
  const refused = await desk.providers
    .setSecret({ provider: 'calendly', secret: refusedSecret, overlapHours: 0 })
    .catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'BAD_REQUEST' })
})

test('while a secret is being replaced both count, and the use of the previous one is told', async () => {
  const test = await startTestDesk()
  await test.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await test.desk.providers.setSecret({ provider: 'calendly', secret: newer, overlapHours: 24 })
  const answers = [await post(test, 'calendly-v1', newer), await post(test, 'calendly-v1', secret)]
  const { previousSecret } = await cardOf(test, 'calendly')
  await test.desk.providers.removePreviousSecret({ provider: 'calendly' })
  answers.push(await post(test, 'calendly-v1', secret))
  expect({ answers, previousSecret }).toEqual({
    // Authentic and unreadable, the same again, not authentic.
    answers: [202, 200, 401],
    previousSecret: {
      lastFour: 'ce-1',
      untilMs: expect.any(Number),
      latestUntilMs: expect.any(Number),
      lastUsedAtMs: expect.any(Number),
      usedLastHour: 1,
    },
  })
})

test('Calendly’s older header is refused until it is switched on', async () => {
  const test = await startTestDesk()
  await test.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  const before = await post(test, 'calendly-x-header', secret)
  await test.desk.providers.setOlderHeader({ accepted: true })
  const after = await post(test, 'calendly-x-header', secret)
  expect({ before, after, shown: (await cardOf(test, 'calendly')).olderHeader }).toEqual({ before: 401, after: 202, shown: true })
})

test('only a provider whose contract is ours has its scheme chosen', async () => {
  const test = await startTestDesk()
  await test.desk.providers.setScheme({ provider: 'healthcare', scheme: 'timestamped-hex' })
  const refused = await test.desk.providers.setScheme({ provider: 'cal-com', scheme: 'api-key' }).catch((error: unknown) => error)
  expect({ refused, clinic: (await cardOf(test, 'healthcare')).scheme, calCom: (await cardOf(test, 'cal-com')).scheme }).toEqual({
    refused: expect.objectContaining({ code: 'BAD_REQUEST', message: 'Cal.com signs in its own way; there is nothing to choose.' }),
    clinic: 'timestamped-hex',
    calCom: 'cal-com-sha256',
  })
})

test('without its secret an endpoint is closed again', async () => {
  const test = await startTestDesk()
  await test.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await test.desk.providers.removeSecret({ provider: 'calendly' })
  expect({ answered: await post(test, 'calendly-v1', secret), because: (await cardOf(test, 'calendly')).closedBecause }).toEqual({
    answered: 401,
    because: 'no-secret',
  })
})

test('what was refused lately is counted, with the newest sentence', async () => {
  const test = await startTestDesk()
  await test.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await post(test, 'calendly-v1', newer)
  await post(test, 'calendly-v1', newer)
  const { refusedLately, lastDelivery } = await cardOf(test, 'calendly')
  expect({ refusedLately, lastDelivery }).toEqual({
    refusedLately: { count: 2, sentence: expect.stringContaining('different secret'), deliveryId: lastDelivery?.id },
    lastDelivery: { id: expect.any(Number), receivedAtMs: expect.any(Number), verdict: 'rejected', reason: 'signature' },
  })
})
