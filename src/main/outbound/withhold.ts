import { disclosedEvent } from '../../shared/disclose.ts'
import type { Disclosure, OutwardEventBody } from '../../shared/public-appointment.ts'

/**
 * Pure: a message without what its subscriber may not be told any more; the choice may be another one than when it was queued. The same
 * bytes where there is no difference.
 */
export function withhold(body: string, disclosure: Disclosure): string {
  // Made by hand-on.ts, or for a test.
  const event = JSON.parse(body) as OutwardEventBody | { readonly type: 'test' }
  return event.type === 'test' ? body : JSON.stringify(disclosedEvent(event, disclosure))
}
