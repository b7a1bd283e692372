import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, type AppointmentState } from '../../../src/main/ingest/apply.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { PayloadError } from '../../../src/main/providers/provider.ts'
import { signingProviderIds, type SigningProviderId } from '../../../src/shared/words.ts'
import { MINUTE, NOON, outcome } from './changes.ts'

interface Sample {
  readonly name: string
  readonly rawBody: Buffer
  /** The time that the sender signed: the same however often and late the delivery comes. */
  readonly signedAtMs: number
}

const fixtures = new URL('../../fixtures/', import.meta.url)

function samplesOf(provider: SigningProviderId): Sample[] {
  const folder = new URL(`${provider}/`, fixtures)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.map((name, index) => ({ name, rawBody: readFileSync(new URL(name, folder)), signedAtMs: NOON + index * MINUTE }))
}

/** All appointments that the deliveries amount to, by their external id. */
function deliver(provider: SigningProviderId, samples: readonly Sample[]): Record<string, unknown> {
  const known = new Map<string, AppointmentState>()
  for (const [index, { rawBody, signedAtMs }] of samples.entries()) {
    const receivedAtMs = NOON + (100 + index) * MINUTE
    const context = { headers: {}, rawBody, receivedAtMs, signedAtMs, messageId: null, clinicTimestamp: 'start' } as const
    for (const change of changesOf(provider, rawBody, context)) {
      if (change.about !== 'appointment') continue
      known.set(change.externalId, apply(known.get(change.externalId) ?? null, change, { receivedAtMs }).state)
    }
  }
  return Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, state]) => [id, outcome(state)]))
}

function changesOf(provider: SigningProviderId, rawBody: Buffer, context: Parameters<(typeof providers)['calendly']['read']>[1]) {
  try {
    return providers[provider].read(JSON.parse(rawBody.toString()), context).changes
  } catch (error) {
    if (error instanceof PayloadError) return []
    throw error
  }
}

describe.each(signingProviderIds)('%s', (provider) => {
  const samples = samplesOf(provider)
  const inOrder = deliver(provider, samples)

  test('the samples make appointments', () => {
    expect(Object.keys(inOrder).length).toBeGreaterThan(0)
  })

  test('its own samples, in any order and some of them again, end in the same appointments', () => {
    const anyOrder = fc.array(fc.constantFrom(...samples), { maxLength: 8 }).chain((repeats) => {
      const all = [...samples, ...repeats]
      return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
    })
    fc.assert(
      fc.property(anyOrder, (shuffled) => {
        expect(deliver(provider, shuffled)).toEqual(inOrder)
      }),
      { numRuns: 1_000 },
    )
  })
})
