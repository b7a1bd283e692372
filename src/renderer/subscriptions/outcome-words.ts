import type { SendFailure } from '../../shared/subscription.ts'
import { t } from '../ui/t.tsx'

/** What came of an attempt, in words. */
export function outcomeWords({ failure, status }: { readonly failure: SendFailure | null; readonly status: number | null }): string {
  const values = { status: String(status ?? '') }
  return failure === null ? t('subscriptions.outcome.taken', values) : t(`subscriptions.failure.${failure}`, values)
}
