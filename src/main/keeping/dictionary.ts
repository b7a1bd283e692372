import { providers } from '../providers/index.ts'
import type { ComposeContext } from '../providers/provider.ts'

/** Further back zlib does not see. */
const longest = 32 * 1024

/** Nobody: the dictionary stays in the file when everything that it helped to compress was erased. */
const nobody: ComposeContext = {
  nowMs: Date.UTC(2025, 0, 1),
  unique: '0000000000000000',
  startMs: Date.UTC(2025, 0, 2, 10),
  durationMinutes: 30,
  client: { name: 'Client', email: 'client@example.com', timeZone: 'Europe/Berlin' },
  host: { name: 'Host', email: 'host@example.com', role: 'advisor' },
  eventType: { name: 'Consultation', slug: 'consultation' },
}

/** What bodies of the providers have in common: made of bodies as they send them, about nobody. */
export function composeDictionary(): Buffer {
  const bodies = Object.values(providers).flatMap((provider) =>
    // What is booked is commonest, and what lies nearest to the end is found soonest.
    provider.testEvents.toReversed().map((event) => JSON.stringify(provider.composeTestBody(event, nobody))),
  )
  return Buffer.from(bodies.join('')).subarray(-longest)
}
