import type { MessageKey } from '../../shared/messages/translator.ts'
import { t } from '../ui/t.tsx'

type Manner = 'cancelled' | 'declined'
type Told = 'By' | 'Reason' | 'ByReason'

/** A message for each combination of what is known: sentences are not put together from pieces. */
export type ReasonKeys = Record<`${Manner}${Told}`, MessageKey>

/** Who cancelled and why, as far as that is known; null: neither is. */
export function reasonSentence(
  keys: ReasonKeys,
  { by, reason, declined }: { readonly by: string | null; readonly reason: string | null; readonly declined: boolean },
): string | null {
  const told = by && reason ? 'ByReason' : by ? 'By' : reason ? 'Reason' : null
  if (told === null) return null
  return t(keys[`${declined ? 'declined' : 'cancelled'}${told}`], { who: by ?? '', reason: reason ?? '' })
}
