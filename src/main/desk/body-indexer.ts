import { indexNextBodies } from '../store/delivery-search.ts'
import type { Writer } from '../store/writer.ts'

/** Small enough that a delivery that comes meanwhile does not notice. */
const bodiesAtOnce = 50
const restMs = 200

/** Brings the bodies of new deliveries into the search, a few at a time, while nothing else is written. */
export function startBodyIndexer(writer: Writer, onFailure: (error: unknown) => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined

  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void indexSome(), restMs).unref()
  }

  async function indexSome(): Promise<void> {
    try {
      if ((await writer.submit((db) => indexNextBodies(db, bodiesAtOnce))) > 0) later()
    } catch (error) {
      onFailure(error)
    }
  }

  const forget = writer.afterCommit(({ topics }) => {
    if (topics.includes('deliveries')) later()
  })
  // What a former run left.
  later()
  return {
    stop() {
      forget()
      clearTimeout(timer)
    },
  }
}
