import type { GapReason } from '../../shared/words.ts'
import { endGaps, findOpenGap, insertGap } from '../store/gaps.ts'
import { findHeartbeat, markHeartbeatEnded, saveHeartbeat } from '../store/heartbeat.ts'
import type { Store } from '../store/open.ts'
import type { CommitNotes, Writer } from '../store/writer.ts'
import type { WriteDb } from '../store/db.ts'
import { describeNetwork } from './network.ts'

export interface AwayParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  readonly isListening: () => boolean
  /** In the job that ends a gap. */
  readonly onGapEnded: (db: WriteDb, notes: CommitNotes, gapId: number) => void
  /** The receiver can be reached again, and what was missed is known in the store. */
  readonly onReturn: () => void
  /** This machine is in other networks than before. */
  readonly onNetwork: () => void
  /** Every half minute, behind everything else. */
  readonly onBeat: () => void
  readonly onFailure: (error: unknown) => void
  readonly network?: () => string
  readonly beatMs?: number
}

/** Knows when the receiver could not be reached, and since when. */
export interface Away {
  /**
   * The receiver listens, or has failed to: looks back at the last run and begins to beat.
   * @returns true: there was a gap; `onReturn` is not called for it.
   */
  start(): Promise<boolean>
  /** One heartbeat. What comes far too late tells that the machine slept, or stood still. */
  beat(): Promise<void>
  /** The machine is about to sleep. */
  suspending(): Promise<void>
  /** The machine woke up. @returns true: it was away for long enough to be a gap. */
  resumed(): Promise<boolean>
  listeningChanged(): Promise<void>
  /** The receiver listens, and providers do not reach it: the outside check failed, or the tunnel is dead. Said again it changes nothing. */
  noteUnreachable(reason: 'address' | 'tunnel', sinceMs?: number): Promise<void>
  /** Providers reach it, or there is no public address any more that they could. */
  noteReachable(): Promise<void>
  /** Notes that the run ended in order. */
  close(): Promise<void>
}

const usualBeatMs = 30_000
/** Shorter absences are not told: providers try again for longer than that. A beat that is late by less comes from a busy machine. */
export const shortestGapMs = 60_000
const outside = ['address', 'tunnel'] as const satisfies readonly GapReason[]

export function openAway(parts: AwayParts): Away {
  const { store, writer, now, isListening, onGapEnded, onReturn, onNetwork, onBeat, onFailure } = parts
  const { network = describeNetwork, beatMs = usualBeatMs } = parts
  let timer: NodeJS.Timeout | undefined
  /** Of this machine's being awake, whether the receiver listens or not. */
  let lastBeatMs = now()
  let lastNetwork = ''
  /** Between its start and its end: what the receiver does before that belongs to neither run. */
  let isBeating = false

  /** Ends gaps and begins others, in one commit. @returns whether one ended. */
  function change(job: (db: WriteDb, notes: CommitNotes) => readonly number[]): Promise<boolean> {
    return writer.submit((db, notes) => {
      const ended = job(db, notes)
      for (const gapId of ended) onGapEnded(db, notes, gapId)
      return ended.length > 0
    })
  }

  const goneFor = (db: WriteDb, reason: GapReason, fromMs: number, toMs: number): number[] =>
    toMs - fromMs >= shortestGapMs ? [insertGap(db, { reason, fromMs, toMs })] : []

  function lookBack(): Promise<boolean> {
    const nowMs = now()
    return change((db, notes) => {
      const last = findHeartbeat(db)
      // While the port was lost nothing was reachable either, whether we ran or not: that gap reaches up to here.
      const wasPortLost = findOpenGap(db, 'port') !== null
      const ended = last === null || wasPortLost ? [] : goneFor(db, last.isRunning ? 'crashed' : 'off', last.aliveAtMs, nowMs)
      if (isListening()) {
        saveHeartbeat(db, nowMs)
        return [...ended, ...endGaps(db, ['port'], nowMs)]
      }
      if (!wasPortLost) {
        insertGap(db, { reason: 'port', fromMs: nowMs, toMs: null })
        notes.topic('away')
      }
      return ended
    })
  }

  /** @returns true: the machine stood still since the last beat. */
  async function lookAtClock(): Promise<boolean> {
    const [fromMs, nowMs] = [lastBeatMs, now()]
    lastBeatMs = nowMs
    // With a full disk the gap is not on record; what was missed is read all the same.
    await change((db) => {
      if (!isListening()) return []
      saveHeartbeat(db, nowMs)
      return goneFor(db, 'asleep', fromMs, nowMs)
    }).catch(onFailure)
    return nowMs - fromMs >= shortestGapMs
  }

  async function beat(): Promise<void> {
    const wasAsleep = await lookAtClock()
    const present = network()
    const hasMoved = present !== lastNetwork
    lastNetwork = present
    if (wasAsleep) onReturn()
    if (hasMoved) onNetwork()
    onBeat()
  }

  function beatLater(): void {
    clearTimeout(timer)
    if (!isBeating) return
    timer = setTimeout(() => void beat().catch(onFailure).finally(beatLater), beatMs).unref()
  }

  return {
    async start() {
      isBeating = true
      lastBeatMs = now()
      lastNetwork = network()
      const hadGap = await lookBack()
      beatLater()
      return hadGap
    },
    beat,
    async suspending() {
      await lookAtClock()
    },
    async resumed() {
      const wasAsleep = await lookAtClock()
      lastNetwork = network()
      return wasAsleep
    },
    async listeningChanged() {
      if (!isBeating) return
      const nowMs = now()
      if (isListening()) {
        const hasReturned = await change((db) => {
          saveHeartbeat(db, nowMs)
          return endGaps(db, ['port'], nowMs)
        })
        if (hasReturned) onReturn()
        return
      }
      await change((db, notes) => {
        if (findOpenGap(db, 'port') === null) {
          insertGap(db, { reason: 'port', fromMs: nowMs, toMs: null })
          notes.topic('away')
        }
        return []
      })
    },
    async noteUnreachable(reason, sinceMs = now()) {
      await change((db, notes) => {
        if (findOpenGap(db, reason) === null) {
          insertGap(db, { reason, fromMs: sinceMs, toMs: null })
          notes.topic('away')
        }
        return []
      })
    },
    async noteReachable() {
      if (outside.every((reason) => findOpenGap(store.read, reason) === null)) return
      if (await change((db) => endGaps(db, outside, now()))) onReturn()
    },
    async close() {
      isBeating = false
      clearTimeout(timer)
      await writer.submit((db) => {
        if (isListening()) saveHeartbeat(db, now())
        markHeartbeatEnded(db)
      })
    },
  }
}
