import { expect, test } from 'vitest'
import { providerState } from '../../../../src/renderer/providers/provider-state.ts'
import type { ProviderCard } from '../../../../src/shared/contract.ts'
import type { Connection } from '../../../../src/shared/contract/connections.ts'
import type { Health } from '../../../../src/shared/contract/health.ts'
import type { SubscriptionState } from '../../../../src/shared/words.ts'

const open: ProviderCard = {
  id: 'calendly',
  name: 'Calendly',
  url: 'http://127.0.0.1:7420/api/webhooks/calendly',
  otherPaths: [],
  scheme: 'calendly-v1',
  choosable: false,
  olderHeader: false,
  secret: { lastFour: 'a9f3', setAtMs: 1 },
  previousSecret: null,
  closedBecause: null,
  lastDelivery: null,
  lastAcceptedAtMs: null,
  refusedLately: { count: 0, sentence: null, deliveryId: null },
  testEvents: [],
}
const accepted = { id: 9, receivedAtMs: 5, verdict: 'accepted', reason: null } as const
const refused = { id: 8, receivedAtMs: 5, verdict: 'rejected', reason: 'signature' } as const
const refusedLately = { count: 3, sentence: 'The signature is wrong.', deliveryId: 8 }

test.each([
  [{ closedBecause: 'no-secret' }, { tone: 'wary', words: 'No secret yet: nothing is accepted', sinceMs: null, deliveryId: null }],
  [
    { closedBecause: 'printed-secret' },
    { tone: 'bad', words: 'Closed: this secret stands in a public guide. Replace it', sinceMs: null, deliveryId: null },
  ],
  [
    { closedBecause: 'vault', lastDelivery: accepted },
    { tone: 'bad', words: 'Closed: the signing secrets cannot be read at the moment', sinceMs: null, deliveryId: null },
  ],
  [{}, { tone: 'wary', words: 'Waiting for the first delivery', sinceMs: null, deliveryId: null }],
  [{ lastDelivery: accepted }, { tone: 'good', words: 'Last delivery', sinceMs: 5, deliveryId: 9 }],
  [
    { lastDelivery: refused, refusedLately },
    { tone: 'bad', words: '3 deliveries refused in the last 24 hours. The signature is wrong.', sinceMs: null, deliveryId: 8 },
  ],
  // Something was accepted since: what was refused before is in the log, and no longer the state.
  [
    { lastDelivery: accepted, refusedLately },
    { tone: 'good', words: 'Last delivery', sinceMs: 5, deliveryId: 9 },
  ],
] as [Partial<ProviderCard>, object][])('a card with %j has its one sentence', (patch, expected) => {
  expect(providerState({ card: { ...open, ...patch }, connection: null, health: null, publicUrl: null, weekday: 'Tuesday' })).toEqual(
    expected,
  )
})

const connected: Connection = {
  provider: 'calendly',
  token: { lastFour: 'a9f3', setAtMs: 1, readable: true },
  account: null,
  apiUrl: null,
  scope: 'user',
  subscription: { state: 'active', callbackUrl: 'https://desk.example.com/api/webhooks/calendly', checkedAtMs: 3 },
  lastReading: { id: 1, cause: 'timer', startedAtMs: 4, endedAtMs: 5, outcome: 'done', changed: 0 },
  writeBack: false,
}
const subscription = (state: SubscriptionState) => ({ subscription: { state, callbackUrl: null, checkedAtMs: 3 } })
const refusedToken = { lastReading: { ...connected.lastReading!, outcome: 'token-refused' } } as const

test.each([
  ['a refused token before all else', {}, refusedToken, true, 'bad', 'Calendly no longer accepts the token: give a new one'],
  [
    'a disabled subscription',
    {},
    subscription('disabled'),
    true,
    'bad',
    'Calendly has disabled the subscription: nothing is posted any more',
  ],
  [
    'one that points elsewhere',
    {},
    subscription('elsewhere'),
    true,
    'bad',
    "Calendly's subscription points to an address that is not this desk's",
  ],
  ['none, with an address', {}, subscription('missing'), true, 'bad', 'Calendly has no subscription for this desk: it is read only'],
  [
    'none, for want of an address',
    {},
    subscription('missing'),
    false,
    'wary',
    'Reading only: there is no public address under which Calendly could post',
  ],
  ['no signing secret', { closedBecause: 'no-secret', secret: null }, {}, true, 'wary', 'Reading only: last read'],
  [
    'no signing secret and nothing read',
    { closedBecause: 'no-secret', secret: null },
    { lastReading: null },
    true,
    'wary',
    'Reading only: without a signing secret, nothing that Calendly posts is accepted',
  ],
  [
    'a vault that cannot be read, whatever the token',
    { closedBecause: 'vault' },
    refusedToken,
    true,
    'bad',
    'Closed: the signing secrets cannot be read at the moment',
  ],
  ['a subscription before its first delivery', {}, {}, true, 'good', 'Connected, no delivery yet. Last read'],
  ['all well', { lastDelivery: accepted }, {}, true, 'good', 'Last delivery'],
] as [string, Partial<ProviderCard>, Partial<Connection>, boolean, string, string][])(
  'connected by token, the sentence tells of %s',
  (_name, card, connection, hasAddress, tone, words) => {
    const state = providerState({
      card: { ...open, ...card },
      connection: { ...connected, ...connection },
      health: null,
      publicUrl: hasAddress ? 'https://desk.example.com' : null,
      weekday: 'Tuesday',
    })
    expect({ tone: state.tone, words: state.words }).toEqual({ tone, words })
  },
)

test('a silence that is not usual is told instead of "last delivery"', () => {
  const health = { provider: 'calendly', rhythm: 'quiet' } as Health
  const card = { ...open, lastDelivery: accepted }
  expect(providerState({ card, connection: null, health, publicUrl: null, weekday: 'Tuesday' })).toEqual({
    tone: 'wary',
    words: 'Quieter than usual for a Tuesday. Last delivery',
    sinceMs: 5,
    deliveryId: 9,
  })
})
