import type { ProviderId, ReadCause } from '../../shared/words.ts'
import { mergeOrders, type Wish } from './merge-orders.ts'
import type { ReadResult, Reader, Span } from './reader.ts'

/** Looks on while providers are read: it may widen what is read, and hears what became of it. */
export interface ReadWatch {
  /** From when on there is something to make up for with this provider; null: nothing. */
  owedSince(provider: ProviderId): number | null
  /** Called before a reading; what it returns is called with what became of it. */
  begin(provider: ProviderId): (result: ReadResult) => Promise<void>
}

export interface ReaderOptions {
  /** How long it rests between two readings that nobody asked for; a quarter of an hour where it does not say. */
  readonly everyMs?: () => number
}

/** Decides when providers are read. One reading at a time for each; what is asked for during one is merged into one after it. */
export interface Schedule {
  add(reader: Reader, options?: ReaderOptions): void
  /** Readings that nobody asked for begin. */
  start(cause: 'start' | 'gap'): void
  /** Settles with what became of it, `no-token` for a provider without a reader; never rejects. */
  request(provider: ProviderId, cause: ReadCause, span?: Span | null): Promise<ReadResult>
  /** Reads every provider that can be read. */
  requestAll(cause: ReadCause): void
  /** What could not be read for want of the vault is tried now, if that is open. What was missed has its own pauses, and the network's return. */
  retry(cause: ReadCause): void
  /** Those that can be read, or will be once the vault is open. */
  readers(): readonly Reader[]
  /** Cuts off what is being read, between two changes. */
  close(): Promise<void>
}

export interface ScheduleOptions {
  readonly watch: ReadWatch
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
  /** From 0 up to 1; spreads the readings, so that the offices of this world do not ask at the same moment. */
  readonly random?: () => number
}

interface Lane {
  readonly reader: Reader
  readonly everyMs: () => number
  running: Promise<void> | null
  waiting: { wish: Wish; readonly settle: ((result: ReadResult) => void)[] } | null
  timer: NodeJS.Timeout | undefined
  /** How often in a row it was not read for a reason that may pass. */
  misses: number
  /** What the provider asked for after the last one, in milliseconds. */
  restMs: number
  /** It was to be read, and the vault was closed. */
  isHeldUp: boolean
}

const usualEveryMs = 15 * 60_000
const jitter = 0.1
/** After a reading that has missed; the last one goes on. */
const pausesMs = [30_000, 60_000, 120_000, 300_000] as const

export function createSchedule({ watch, now, onFailure, random = Math.random }: ScheduleOptions): Schedule {
  const lanes = new Map<ProviderId, Lane>()
  const aborting = new AbortController()
  let isStarted = false

  function enqueue(lane: Lane, wish: Wish): Promise<ReadResult> {
    const readiness = lane.reader.readiness()
    if (aborting.signal.aborted || readiness !== 'ready') {
      lane.isHeldUp = readiness === 'vault'
      return Promise.resolve(nothingRead(readiness === 'vault' ? 'vault' : readiness === 'ready' ? 'offline' : 'no-token'))
    }
    const asked = new Promise<ReadResult>((resolve) => {
      if (lane.waiting === null) lane.waiting = { wish, settle: [resolve] }
      else {
        lane.waiting.wish = mergeOrders(lane.waiting.wish, wish, now())
        lane.waiting.settle.push(resolve)
      }
    })
    lane.running ??= run(lane)
    return asked
  }

  async function run(lane: Lane): Promise<void> {
    // What is asked for in the same turn is read in one go.
    await Promise.resolve()
    for (let next = lane.waiting; next !== null; next = lane.waiting) {
      lane.waiting = null
      const result = await read(lane, next.wish)
      for (const settle of next.settle) settle(result)
    }
    lane.running = null
    plan(lane)
  }

  async function read(lane: Lane, wish: Wish): Promise<ReadResult> {
    const { provider } = lane.reader
    clearTimeout(lane.timer)
    lane.isHeldUp = false
    if (aborting.signal.aborted) return nothingRead('offline')
    let result = nothingRead('failed')
    let end: (result: ReadResult) => Promise<void> = async () => undefined
    try {
      const order = withOwed(wish, watch.owedSince(provider), now())
      end = watch.begin(provider)
      result = await lane.reader.read({ ...order, signal: aborting.signal })
    } catch (error) {
      onFailure(error)
    }
    lane.misses = isMissed(result) ? lane.misses + 1 : 0
    lane.restMs = result.retryAfterMs ?? 0
    // A reading that was cut off says nothing of the provider.
    if (!aborting.signal.aborted) await end(result).catch(onFailure)
    return result
  }

  /** When it is read next without being asked for. */
  function plan(lane: Lane): void {
    clearTimeout(lane.timer)
    if (!isStarted || aborting.signal.aborted) return
    const usualMs = lane.everyMs() * (1 - jitter + 2 * jitter * random())
    const growingMs = pausesMs[lane.misses - 1] ?? pausesMs.at(-1)!
    const pauseMs = lane.misses === 0 ? usualMs : Math.min(usualMs, Math.max(growingMs, lane.restMs))
    lane.timer = setTimeout(() => {
      void enqueue(lane, { cause: 'timer', span: null })
      if (lane.running === null) plan(lane)
    }, pauseMs).unref()
  }

  function requestAll(cause: ReadCause): void {
    for (const lane of lanes.values()) {
      // A new beginning: the pauses grow anew.
      lane.misses = 0
      void enqueue(lane, { cause, span: null })
    }
  }

  return {
    add(reader, { everyMs = () => usualEveryMs } = {}) {
      const lane: Lane = { reader, everyMs, running: null, waiting: null, timer: undefined, misses: 0, restMs: 0, isHeldUp: false }
      lanes.set(reader.provider, lane)
      plan(lane)
    },
    start(cause) {
      isStarted = true
      for (const lane of lanes.values()) plan(lane)
      requestAll(cause)
    },
    request(provider, cause, span = null) {
      const lane = lanes.get(provider)
      return lane === undefined ? Promise.resolve(nothingRead('no-token')) : enqueue(lane, { cause, span })
    },
    requestAll,
    retry(cause) {
      for (const lane of lanes.values()) {
        if (lane.reader.readiness() === 'ready' && lane.isHeldUp) void enqueue(lane, { cause, span: null })
      }
    },
    readers: () => [...lanes.values()].map(({ reader }) => reader),
    async close() {
      aborting.abort()
      for (const lane of lanes.values()) clearTimeout(lane.timer)
      await Promise.all([...lanes.values()].flatMap(({ running }) => running ?? []))
    },
  }
}

/** Worth another try soon; what the provider refuses is not. A fault of the provider's, or of what stands before it, passes. */
function isMissed({ outcome }: ReadResult): boolean {
  return outcome === 'offline' || outcome === 'rate-limited' || outcome === 'failed'
}

/** A gap is made up for at the first occasion, whatever that came from. */
function withOwed(wish: Wish, owedSinceMs: number | null, nowMs: number): Wish {
  if (owedSinceMs === null) return wish
  const owed: Wish = { cause: 'gap', span: gapSpan(owedSinceMs, nowMs) }
  const isAskedFor = wish.span !== null || wish.cause === 'hand' || wish.cause === 'connected'
  return isAskedFor ? mergeOrders(wish, owed, nowMs) : owed
}

const dayMs = 86_400_000

/** What ended the day before is still marked as a no-show, and what is booked now may be weeks ahead. */
function gapSpan(fromMs: number, nowMs: number): Span {
  return { fromMs: fromMs - dayMs, toMs: nowMs + 60 * dayMs }
}

function nothingRead(outcome: ReadResult['outcome']): ReadResult {
  return { outcome, readingId: null, changed: 0, subscription: null, wasDisabled: false }
}
