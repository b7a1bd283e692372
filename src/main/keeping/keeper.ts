import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../../shared/settings.ts'
import { compressNextBodies } from '../store/body-compression.ts'
import { findKeepingMark, saveKeepingMark } from '../store/keeping-marks.ts'
import type { WriteDb } from '../store/db.ts'
import { retentionSteps } from '../store/retention.ts'
import type { Writer } from '../store/writer.ts'
import { cutoffsOf } from './cutoffs.ts'
import { composeDictionary } from './dictionary.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Between two jobs, so that what has more of a hurry goes first. */
const restMs = 20
/** The start has enough to do, and what a provision file says of keeping has to count before anything goes. */
const firstRunMs = 60_000
/** The writer is busy, or the disk is full: there is no hurry. */
const failedRestMs = 60_000
/** A clock that jumped ahead by more than this since the last run is not believed at once: what goes does not come back. */
const believedMs = 8 * dayMs
const heldMs = dayMs
/** Younger bodies are looked at and replayed most. */
const compressedAfterMs = dayMs
const bodiesAtOnce = 25

export interface Keeper {
  /** Settles when everything that is due was done. */
  run(): Promise<void>
  stop(): Promise<void>
}

export interface KeeperOptions {
  readonly writer: Writer
  readonly settings: () => Settings
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
}

/** Takes away what is older than the settings say, and compresses old bodies: a minute after the start, every hour, and when the settings say something else. */
export function startKeeper({ writer, settings, now, onFailure }: KeeperOptions): Keeper {
  const stopped = new AbortController()
  let underWay: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let known = settings()

  async function work(): Promise<void> {
    if (await writer.submit((db) => mayForget(db, now()))) for (const step of retentionSteps) await repeat(step)
    const dictionary = composeDictionary()
    await untilNothing(() =>
      writer.submit((db) => compressNextBodies(db, { beforeMs: now() - compressedAfterMs, limit: bodiesAtOnce, dictionary })),
    )
  }

  /** Holds back for a day after the clock jumped: one that was set wrong is put right by then. */
  function mayForget(db: WriteDb, nowMs: number): boolean {
    const ran = findKeepingMark(db, 'ran')
    if (ran !== null && nowMs - ran > believedMs) saveKeepingMark(db, 'held', nowMs + heldMs)
    const held = findKeepingMark(db, 'held')
    saveKeepingMark(db, 'ran', nowMs)
    // A hold that lies further ahead than any can was made by the wrong clock itself.
    return held === null || nowMs >= held || held - nowMs > heldMs
  }

  function repeat(step: (typeof retentionSteps)[number]): Promise<void> {
    return untilNothing(() =>
      writer.submit((db, notes) => {
        const { keep, timeZone } = settings()
        const gone = step(db, cutoffsOf(keep, now(), timeZone), now())
        if (gone > 0) for (const topic of ['deliveries', 'appointments', 'clients', 'keeping'] as const) notes.topic(topic)
        return gone
      }),
    )
  }

  async function untilNothing(job: () => Promise<number>): Promise<void> {
    while (!stopped.signal.aborted && (await job()) > 0) await pause(restMs, undefined, { ref: false })
  }

  function run(): Promise<void> {
    clearTimeout(timer)
    underWay ??= work()
      .then(
        () => hourMs,
        (error: unknown) => {
          if (!stopped.signal.aborted) onFailure(error)
          return failedRestMs
        },
      )
      .then((restingMs) => {
        underWay = null
        if (!stopped.signal.aborted) timer = setTimeout(() => void run(), restingMs).unref()
      })
    return underWay
  }

  const forget = writer.afterCommit(({ topics }) => {
    if (!topics.includes('settings')) return
    const { keep, timeZone } = known
    known = settings()
    if (!isDeepStrictEqual({ keep, timeZone }, { keep: known.keep, timeZone: known.timeZone })) void run()
  })
  timer = setTimeout(() => void run(), firstRunMs).unref()
  return {
    run,
    async stop() {
      stopped.abort()
      forget()
      clearTimeout(timer)
      await underWay
    },
  }
}
