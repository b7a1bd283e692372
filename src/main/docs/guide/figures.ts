import { html } from 'ghtml'
import { tokenLifeMs } from '../../access/access.ts'
import { tokensPerMinute } from '../../access/oauth-door.ts'
import { fetchesPerMinute } from '../../feeds/door.ts'
import { endsAfterMs } from '../../outbound/retry-plan.ts'
import { usualTimeouts } from '../../outbound/send.ts'
import { requestsPerMinute } from '../../rest/limits.ts'
import { idempotencyMs } from '../../store/rest-idempotency.ts'
import { pageRequestsPerMinute } from '../../receiver/limits.ts'
import { schemes } from '../../signatures/index.ts'
import { longestRangeDays, restLimit } from '../../../shared/contract/rest-schemas.ts'
import type { Settings } from '../../../shared/settings.ts'
import { retryPausesMs } from '../../../shared/subscription.ts'

export type FiguredSettings = Pick<Settings, 'guards' | 'guide'>

const day = 86_400_000

/** Limits as they are set here, and what the office says in the guide: HTML by name. */
export function figuresOf({ guards, guide }: FiguredSettings): Readonly<Record<string, string>> {
  const { toleranceSeconds } = schemes['standard-webhooks']
  const numbers = {
    bodySize: guards.bodyBytes / 1024,
    nesting: guards.nesting,
    requestSeconds: guards.requestSeconds,
    failuresPerSecond: guards.failuresPerSecond,
    failuresPerMinute: guards.failuresPerMinute,
    authenticPerSecond: guards.authenticPerSecond,
    authenticPerMinute: guards.authenticPerMinute,
    tolerance: guards.clockTolerance.healthcare ?? toleranceSeconds ?? 0,
    pagesPerMinute: pageRequestsPerMinute,
    feedsPerMinute: fetchesPerMinute,
    keyPerMinute: requestsPerMinute,
    idempotencyHours: idempotencyMs / 3_600_000,
    tokenMinutes: tokenLifeMs / 60_000,
    tokensPerMinute,
    rangeDays: longestRangeDays,
    pageSize: restLimit.usual,
    pageMost: restLimit.most,
    sendSeconds: usualTimeouts.wholeMs / 1000,
    endsAfterDays: endsAfterMs / day,
  }
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value.toLocaleString('en')])),
    retrySchedule: retryPausesMs.map(spelled).join(', '),
    ...(guide.supportContact !== null && { support: contact(guide.supportContact) }),
    ...(guide.changeLog !== null && { changes: html`<p class="plain">${guide.changeLog}</p>` }),
  }
}

function spelled(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} seconds`
  return ms < 3_600_000 ? `${ms / 60_000} minutes` : `${ms / 3_600_000} hours`
}

/** An address is a link, all else is text. */
function contact(text: string): string {
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)) return html`<p><a href="mailto:${text}">${text}</a></p>`
  if (/^https?:\/\/\S+$/.test(text) && URL.canParse(text)) return html`<p><a href="${text}">${text}</a></p>`
  return html`<p class="plain">${text}</p>`
}
