import type { Provider, ProviderAnswer } from './provider.ts'

/** What became of a delivery, in a word for the provider's log. */
const words = {
  accepted: 'success',
  duplicate: 'duplicate',
  ignored: 'ignored',
  stale: 'stale',
  quarantined: 'quarantined',
  failed: 'kept',
} as const satisfies Record<Extract<ProviderAnswer, { kind: 'stored' }>['verdict'], string>

/** Authentic, kept, and in need of a person's look: 202. A refusal would only make the provider switch the endpoint off. */
export function isKeptForReview(verdict: keyof typeof words): boolean {
  return verdict === 'quarantined' || verdict === 'failed'
}

/** The answer of every provider whose contract does not say another. */
export const plainAnswer: Provider['answer'] = (answer) => {
  if (answer.kind === 'invalid') return invalidAnswer(answer.issues)
  return {
    status: isKeptForReview(answer.verdict) ? 202 : 200,
    body: {
      status: words[answer.verdict],
      event_id: answer.eventId,
      received_at: new Date(answer.receivedAtMs).toISOString(),
      ...(answer.verdict === 'duplicate' && { duplicate: true }),
    },
  }
}

/** 422 in the form that the clinic's contract prescribes. */
export function invalidAnswer(issues: Extract<ProviderAnswer, { kind: 'invalid' }>['issues']) {
  return { status: 422, body: { status: 'error', message: 'Invalid payload structure', errors: issues } }
}
