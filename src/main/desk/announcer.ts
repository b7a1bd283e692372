import { setTimeout as pause } from 'node:timers/promises'
import type { Announcement } from '../../shared/contract.ts'
import type { Topic } from '../../shared/words.ts'

export interface Change {
  readonly topics: Iterable<Topic>
  readonly newAppointmentIds?: Iterable<number>
}

export interface Announcer {
  announce(change: Change): void
  /**
   * The first announcement comes at once and has no topics: from then on nothing is missed. What is announced faster than one a frame,
   * or than the window takes it, is merged into one; `seq` counts what this subscriber was given.
   */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<Announcement, void, void>
}

/** A frame at 60 Hz: the window cannot show more often. */
const frameMs = 16

export function createAnnouncer(now: () => number = performance.now.bind(performance)): Announcer {
  const subscribers = new Set<Pending>()
  return {
    announce(change) {
      for (const subscriber of subscribers) subscriber.add(change)
    },
    async *subscribe(signal) {
      const pending = new Pending()
      const stop = (): void => pending.stop()
      signal?.addEventListener('abort', stop, { once: true })
      subscribers.add(pending)
      try {
        yield { seq: 0, topics: [], newAppointmentIds: [] }
        for (let seq = 1; await pending.arrived(); seq += 1) {
          const takenAtMs = now()
          yield { seq, ...pending.take() }
          const restMs = takenAtMs + frameMs - now()
          if (restMs > 0) await pause(restMs)
        }
      } finally {
        subscribers.delete(pending)
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}

/** What one subscriber has not been given yet. */
class Pending {
  #topics = new Set<Topic>()
  #newAppointmentIds = new Set<number>()
  #stopped = false
  #wake: (() => void) | null = null

  add({ topics, newAppointmentIds = [] }: Change): void {
    for (const topic of topics) this.#topics.add(topic)
    for (const id of newAppointmentIds) this.#newAppointmentIds.add(id)
    this.#wake?.()
  }

  stop(): void {
    this.#stopped = true
    this.#wake?.()
  }

  /** False: nothing comes any more. */
  async arrived(): Promise<boolean> {
    while (!this.#stopped && this.#topics.size === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#wake = null
    return !this.#stopped
  }

  take(): Pick<Announcement, 'topics' | 'newAppointmentIds'> {
    const taken = { topics: [...this.#topics], newAppointmentIds: [...this.#newAppointmentIds] }
    this.#topics.clear()
    this.#newAppointmentIds.clear()
    return taken
  }
}
