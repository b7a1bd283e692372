import { createORPCClient } from '@orpc/client'
import type { ClientContext, ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Announcement, Contract } from '../../shared/contract.ts'
import { topics } from '../../shared/words.ts'
import { deferred } from './deferred.ts'

export type DeskClient = ContractRouterClient<Contract>

/** `connecting` only until the first connection stands; afterwards a lost one is `reconnecting`. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting'

/** A store in the form that React's `useSyncExternalStore` takes. */
export interface ConnectionStateStore {
  get(this: void): ConnectionState
  subscribe(this: void, listener: () => void): () => void
}

export interface DeskConnection {
  readonly desk: DeskClient
  readonly onAnnouncement: (listener: (announcement: Announcement) => void) => () => void
  readonly connectionState: ConnectionStateStore
}

/** What calls go over while it lasts: a port, or HTTP for as long as one stream of announcements does. */
export interface Line {
  readonly link: ClientLink<ClientContext>
  /** Rejects when the line is cut or `close` was called, never resolves. */
  readonly closed: Promise<never>
  close(): void
}

export interface LineSource {
  /** Asks for a line; asking again replaces the one had before. */
  ask(): void
  onLine(listener: (line: Line) => void): void
}

/** The call was cut off, or there was nobody to call. A call that was cut off may have been done. */
export class DeskUnreachableError extends Error {
  readonly code = 'DESK_UNREACHABLE'
  override readonly name = 'DeskUnreachableError'

  constructor(message = 'The connection to the desk was lost; it is being restored.') {
    super(message)
  }
}

const patienceMs = 10_000
const retryAfterMs = 200

/**
 * Keeps one line to the desk open for as long as the page lives. Calls made while there is none wait for the next one,
 * ten seconds at most; calls whose line is cut reject with `DeskUnreachableError`.
 */
export function keepConnected(source: LineSource): DeskConnection {
  const stateListeners = new Set<() => void>()
  const announcementListeners = new Set<(announcement: Announcement) => void>()
  let state: ConnectionState = 'connecting'
  let next = deferred<Line>()
  /** A call waited for the first line in vain, and whoever made it shows that. */
  let hasDisappointed = false

  function setState(value: ConnectionState): void {
    if (state === value) return
    state = value
    for (const listener of stateListeners) listener()
  }

  function tell(announcement: Announcement): void {
    for (const listener of announcementListeners) listener(announcement)
  }

  source.onLine((line) => {
    const isFirst = state === 'connecting'
    line.closed.catch(() => {
      if (state === 'connected') {
        next = deferred<Line>()
        setState('reconnecting')
      }
      setTimeout(() => source.ask(), retryAfterMs)
    })
    void follow(line, {
      // Calls wait until announcements flow: what changes after a query was answered is then sure to be announced.
      onOpen: (seq) => {
        next.resolve(line)
        setState('connected')
        if (!isFirst || hasDisappointed) tell(everything(seq))
      },
      onAnnouncement: tell,
    })
  })
  source.ask()

  return {
    desk: createORPCClient<DeskClient>({
      async call(path, input, options) {
        const line = await withPatience(next.promise).catch((error: unknown) => {
          hasDisappointed = true
          throw error
        })
        const answer = await Promise.race([line.link.call(path, input, options), line.closed])
        return isIterator(answer) ? untilClosed(answer, line.closed) : answer
      },
    }),
    onAnnouncement(listener) {
      announcementListeners.add(listener)
      return () => void announcementListeners.delete(listener)
    },
    connectionState: {
      get: () => state,
      subscribe(listener) {
        stateListeners.add(listener)
        return () => void stateListeners.delete(listener)
      },
    },
  }
}

async function follow(
  line: Line,
  { onOpen, onAnnouncement }: { onOpen(seq: number): void; onAnnouncement(announcement: Announcement): void },
): Promise<void> {
  let lastSeq: number | null = null
  try {
    const announcements = await createORPCClient<DeskClient>(line.link).desk.announcements()
    for await (const announcement of announcements) {
      if (lastSeq === null) onOpen(announcement.seq)
      else onAnnouncement(announcement.seq === lastSeq + 1 ? announcement : everything(announcement.seq))
      lastSeq = announcement.seq
    }
  } catch {
    // It was cut, which `closed` tells everybody, or the desk could not serve it: either way this line is of no more use.
  }
  line.close()
}

/** What was announced was missed, or could have been: every query is asked again. */
function everything(seq: number): Announcement {
  return { seq, topics: [...topics], newAppointmentIds: [] }
}

function isIterator(answer: unknown): answer is AsyncGenerator<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

/** What a procedure tells bit by bit ends with the connection: an iterator whose line is cut may never settle. */
async function* untilClosed(told: AsyncGenerator<unknown>, closed: Promise<never>): AsyncGenerator<unknown> {
  let isOver = false
  try {
    for (;;) {
      const next = await Promise.race([told.next(), closed])
      isOver = next.done === true
      if (next.done) return
      yield next.value
    }
  } finally {
    // Whoever stops listening ends the work; over a cut line there is nobody to tell.
    if (!isOver) void told.return(undefined).catch(() => undefined)
  }
}

async function withPatience<T>(promise: Promise<T>): Promise<T> {
  const tooLong = deferred<never>()
  const timer = setTimeout(
    () => tooLong.reject(new DeskUnreachableError(`The desk did not answer within ${patienceMs / 1000} s.`)),
    patienceMs,
  )
  try {
    return await Promise.race([promise, tooLong.promise])
  } finally {
    clearTimeout(timer)
  }
}
