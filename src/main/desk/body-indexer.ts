import { indexNextAppointments } from '../store/appointment-search.ts'
import { indexNextClients } from '../store/clients-search.ts'
import { indexNextBodies } from '../store/delivery-search.ts'
import type { Writer } from '../store/writer.ts'

/** Small enough that a delivery that comes meanwhile does not notice. */
const atOnce = 50
const restMs = 200

/** Brings the bodies of new deliveries, and what is new of appointments and clients, into the search, a few at a time, while nothing else is written. */
export function startBodyIndexer(writer: Writer, onFailure: (error: unknown) => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined

  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void indexSome(), restMs).unref()
  }

  async function indexSome(): Promise<void> {
    try {
      const indexed = await writer.submit(
        (db) => indexNextBodies(db, atOnce) + indexNextAppointments(db, atOnce) + indexNextClients(db, atOnce),
      )
      if (indexed > 0) later()
    } catch (error) {
      onFailure(error)
    }
  }

  const forget = writer.afterCommit(({ topics }) => {
    if (topics.includes('deliveries') || topics.includes('appointments') || topics.includes('clients')) later()
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
