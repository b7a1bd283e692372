import type { TypeRule } from '../../shared/settings.ts'
import { isErased } from '../store/erasures.ts'
import { countReadingChanges } from '../store/readings.ts'
import type { Writer } from '../store/writer.ts'
import type { Change } from './change.ts'
import { planChanges, saveChanges } from './plan-changes.ts'

/** Small enough that a delivery that comes meanwhile does not wait noticeably. */
const atOnce = 25

/**
 * Applies what was read from a provider's API, through the same step as a delivery; the history names the reading. Reading the same again
 * changes nothing, and neither does a delivery that comes late and tells what was read already. What was erased stays erased.
 *
 * @param readAtMs our clock.
 * @returns how many appointments became different in a way that people see. Rejects as `Writer.submit` does; what was applied until then stays.
 */
export async function applyRead(
  writer: Writer,
  changes: readonly Change[],
  { readingId, readAtMs, typeRules }: { readonly readingId: number; readonly readAtMs: number; readonly typeRules: readonly TypeRule[] },
): Promise<number> {
  const circumstances = { origin: 'real', receivedAtMs: readAtMs, typeRules } as const
  let changed = 0
  for (let from = 0; from < changes.length; from += atOnce) {
    const some = changes.slice(from, from + atOnce)
    changed += await writer.submit((db, notes) => {
      const plan = planChanges(
        db,
        some.filter((change) => !isErased(db, change)),
        circumstances,
      )
      saveChanges(db, plan, { readingId }, circumstances, notes)
      const news = plan.appointments.filter(({ entries }) => entries.length > 0).length
      if (news > 0) countReadingChanges(db, readingId, news)
      return news
    })
  }
  return changed
}
