import type { ComposeContext, ReadingContext } from '../../../src/main/providers/provider.ts'

/** What the receiver hands over beside the body, for a scheme that signs neither time nor id. */
export function contextOf(more: Partial<ReadingContext> = {}): ReadingContext {
  return { headers: {}, rawBody: Buffer.from('{}'), receivedAtMs: 0, signedAtMs: null, messageId: null, clinicTimestamp: 'start', ...more }
}

export const composeContext: ComposeContext = {
  nowMs: Date.parse('2026-03-02T09:00:00Z'),
  unique: 'u1',
  startMs: Date.parse('2026-03-05T15:00:00Z'),
  durationMinutes: 45,
  client: { name: 'Ines Moreau', email: 'ines@example.com', timeZone: 'Europe/Paris' },
  host: { name: 'Dana Whitfield', email: 'dana@office.example', role: 'advisor' },
  eventType: { name: 'Initial Consultation', slug: 'initial-consultation' },
}
