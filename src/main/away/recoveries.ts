import type { Recovery } from '../../shared/contract/away.ts'
import type { ProviderId } from '../../shared/words.ts'
import type { ReadResult, Reader } from '../pull/reader.ts'
import type { ReadWatch } from '../pull/schedule.ts'
import type { CommitNotes } from '../store/writer.ts'
import type { Writer } from '../store/writer.ts'
import type { WriteDb } from '../store/db.ts'
import { insertGapReadings, listOwedGaps, saveRecovery } from '../store/gaps.ts'
import type { OwedGap } from '../store/gaps.ts'
import type { Store } from '../store/open.ts'
import { findNewestReadingId } from '../store/readings.ts'

/** What lies further back was either made up for by a later reading, or nobody waits for it any more. */
const owedForMs = 30 * 86_400_000

export interface RecoveriesParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  /** A secret, a token or an account is set. */
  readonly isInUse: (provider: ProviderId) => boolean
  readonly providers: readonly ProviderId[]
  /** Null: there is no way to read this provider. */
  readonly readerOf: (provider: ProviderId) => Reader | null
}

export interface Recoveries extends ReadWatch {
  /** In the job that ends a gap: notes what has to be made up for, with every provider that is in use. */
  open(db: WriteDb, notes: CommitNotes, gapId: number): void
}

/** What is done about gaps, provider by provider: a gap is owed to each of them until a reading of it has ended well. */
export function createRecoveries({ store, writer, now, isInUse, providers, readerOf }: RecoveriesParts): Recoveries {
  const listOwed = (provider: ProviderId): OwedGap[] => listOwedGaps(store.read, provider, now() - owedForMs)

  return {
    open(db, notes, gapId) {
      for (const provider of providers) {
        if (!isInUse(provider)) continue
        saveRecovery(db, gapId, { provider, outcome: firstOutcome(readerOf(provider)), ...nothingYet }, null)
      }
      notes.topic('away')
    },
    owedSince: (provider) => listOwed(provider)[0]?.fromMs ?? null,
    begin(provider) {
      // A gap that ends while this is read is made up for by the next reading.
      const owed = listOwed(provider)
      const before = findNewestReadingId(store.read)
      return async (result) => {
        if (owed.length === 0) return
        await writer.submit((db, notes) => {
          for (const [index, { gapId, recovery }] of owed.entries()) {
            // What was found is told once, with the gap that began first.
            saveRecovery(db, gapId, index === 0 ? withResult(recovery, result) : { ...recovery, outcome: result.outcome }, result.readingId)
            if (index === 0) insertGapReadings(db, gapId, provider, before)
          }
          notes.topic('away')
        })
      }
    },
  }
}

const nothingYet = { changed: 0, subscription: null, wasDisabled: false } as const

function firstOutcome(reader: Reader | null): Recovery['outcome'] {
  if (reader === null) return 'not-offered'
  const readiness = reader.readiness()
  return readiness === 'ready' ? null : readiness
}

/** A reading that was tried again adds to what the one before it had found. */
function withResult(known: Recovery, { outcome, changed, subscription, wasDisabled }: ReadResult): Recovery {
  return {
    provider: known.provider,
    outcome,
    changed: known.changed + changed,
    subscription: subscription ?? known.subscription,
    wasDisabled: known.wasDisabled || wasDisabled,
  }
}
