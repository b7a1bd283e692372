import { expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/index.ts'
import { signingProviderIds } from '../../../src/shared/words.ts'
import { bodyNo, olderSecret, secretOf, wrongSignatures, type WrongSignature } from '../../support/wrong-signatures.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

async function setUp({ provider, scheme, secret, replaced }: WrongSignature): Promise<TestDesk> {
  const started = await startTestDesk()
  const { desk } = started
  // Whose secrets are texts.
  for (const id of ['smart-scheduler', 'healthcare'] as const)
    await desk.providers.setScheme({ provider: id, scheme: (id === provider && scheme) || 'sha256-hex' })
  if (replaced) await desk.providers.setSecret({ provider, secret: olderSecret, overlapHours: 0 })
  for (const id of signingProviderIds)
    await desk.providers.setSecret({ provider: id, secret: id === provider && secret ? secret : secretOf[id], overlapHours: 0 })
  return started
}

async function post({ url }: TestDesk, { provider, send }: WrongSignature): Promise<number> {
  const nowMs = Date.now()
  const { headers, body } = send(bodyNo(provider, 1, nowMs), nowMs)
  const reply = await fetch(new URL(providers[provider].paths[0], url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(body),
  })
  await reply.text()
  return reply.status
}

test('there are twelve ways', () => expect(wrongSignatures).toHaveLength(12))

test.each(wrongSignatures)('signed $name: the cause is named, its remedy mends it, and the same bytes are accepted', async (wrong) => {
  const started = await setUp(wrong)
  const { desk } = started
  expect(await post(started, wrong)).toBe(401)
  const [row] = (await desk.deliveries.list({ filter: { ...anything, verdicts: ['rejected'] }, cursor: null, limit: 1 })).rows
  const id = row!.id

  const before = await desk.deliveries.explain({ id })
  expect({ finding: before.finding?.code, remedies: before.remedies.map(({ remedy }) => remedy), fits: before.wouldBeAuthentic }).toEqual({
    finding: wrong.finding,
    remedies: expect.arrayContaining([wrong.remedy]),
    fits: false,
  })
  const after = await desk.deliveries.mend({ id, remedy: wrong.remedy })

  expect({ fits: after.wouldBeAuthentic, remedies: after.remedies }).toEqual({ fits: true, remedies: [] })
  expect(await desk.deliveries.checkAgain({ id })).toMatchObject({ kind: 'verified' })
  expect(await desk.deliveries.replay({ id, reason: '' })).toMatchObject({
    kind: 'done',
    verdict: expect.stringMatching(/accepted|stale|ignored/),
  })
  // What comes next from the same sender is taken at once.
  expect(await post(started, wrong)).toBeLessThan(300)
})

const anything = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
