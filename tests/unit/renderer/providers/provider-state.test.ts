import { expect, test } from 'vitest'
import { providerState } from '../../../../src/renderer/providers/provider-state.ts'
import type { ProviderCard } from '../../../../src/shared/contract.ts'

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
  expect(providerState({ card: { ...open, ...patch }, connection: null, health: null, hasAddress: false, weekday: 'Tuesday' })).toEqual(
    expected,
  )
})
