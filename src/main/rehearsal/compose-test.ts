import { randomBytes } from 'node:crypto'
import type { ComposeContext } from '../providers/provider.ts'

const hourMs = 3_600_000

/** The booking that a test speaks of: half an hour, from the full hour after next, so that it is in today's calendar most of the day. */
export function composeTest(nowMs: number, timeZone: string): ComposeContext {
  const unique = randomBytes(8).toString('hex')
  return {
    nowMs,
    unique,
    startMs: (Math.floor(nowMs / hourMs) + 2) * hourMs,
    durationMinutes: 30,
    client: { name: 'Test Client', email: `test-${unique}@client.example`, timeZone },
    host: { name: 'Test Host', email: 'test-host@desk.example', role: 'advisor' },
    eventType: { name: 'Test consultation', slug: 'test-consultation' },
  }
}
