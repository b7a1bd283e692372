import type { ReadOrder, ReadResult, Reader } from '../../../src/main/pull/reader.ts'
import type { ProviderId } from '../../../src/shared/words.ts'

export const nothingFound: ReadResult = { outcome: 'done', readingId: null, changed: 0, subscription: null, wasDisabled: false }

export interface MadeUpReader extends Reader {
  /** What it was asked for so far. */
  readonly orders: Omit<ReadOrder, 'signal'>[]
  state: ReturnType<Reader['readiness']>
  /** What it finds; each reading takes the first, and the last stays. */
  found: ReadResult[]
  /** While set, a reading does not end. */
  gate: Promise<unknown> | null
}

/** A reader that asks nobody. */
export function madeUpReader(provider: ProviderId = 'calendly'): MadeUpReader {
  const reader: MadeUpReader = {
    provider,
    orders: [],
    state: 'ready',
    found: [nothingFound],
    gate: null,
    readiness: () => reader.state,
    async read({ cause, span }) {
      reader.orders.push({ cause, span })
      const [result = nothingFound] = reader.found
      if (reader.found.length > 1) reader.found.shift()
      await reader.gate
      return result
    },
  }
  return reader
}
