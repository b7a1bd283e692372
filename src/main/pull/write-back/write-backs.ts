import type { TokenProviderId } from '../../../shared/words.ts'
import { describeError } from '../../desk/describe-error.ts'
import type { Circumstances } from '../../ingest/plan-changes.ts'
import {
  endWriteBack,
  findNextWriteBackMs,
  listDueWriteBacks,
  listWriteBackRows,
  postponeWriteBack,
  type WriteBackRow,
} from '../../store/write-backs.ts'
import type { PullParts } from '../parts.ts'
import { hasUnseen, lookThrough } from './look-through.ts'
import { noShowChange, saySilently } from './say-silently.ts'
import { sendWriteBack, type Sent } from './send.ts'

/** Tells providers of no-shows that were marked at the desk, where the admin wants that. */
export interface WriteBacks {
  start(): void
  /** Looks through what was done at the desk, and tells what is due. Settles when all of that is done; never rejects. */
  run(): Promise<void>
  /** What is on its way is cut off, and tried again after the next start. */
  close(): Promise<void>
}

/** What is done at the desk within this time is looked through in one go. */
const gatherMs = 400
const [second, minute, hour] = [1000, 60_000, 3_600_000]
/** Between one attempt and the next; after the last one it is given up. */
const pausesMs = [30 * second, 2 * minute, 10 * minute, hour, 6 * hour, 24 * hour] as const
/** Seconds of jitter would not spread a day, so it is a share of the pause. */
const jitter = 0.1
/** The vault may be opened at any moment. */
const closedVaultMs = minute
/** The store did not take what became of one: it is told to the provider once more then, which changes nothing there. */
const afterFailureMs = 30 * second
/** A sleeping machine's timers stand still: nothing is waited for in one piece. */
const longestTimerMs = minute
const mostAtOnce = 20

export function createWriteBacks(parts: PullParts, random: () => number = Math.random): WriteBacks {
  const { store, writer, settings, now, log } = parts
  const closing = new AbortController()
  let inFlightId: number | null = null
  let running: Promise<void> | null = null
  let isAskedFor = false
  let gathering: NodeJS.Timeout | undefined
  let waiting: NodeJS.Timeout | undefined

  const circumstances = (): Circumstances => ({ origin: 'real', receivedAtMs: now(), typeRules: settings.settings().typeRules })

  function run(): Promise<void> {
    isAskedFor = true
    running ??= runAll().finally(() => (running = null))
    return running
  }

  async function runAll(): Promise<void> {
    let restsMs = 0
    while (isAskedFor && !closing.signal.aborted) {
      isAskedFor = false
      try {
        await look()
        for (let due = dueNow(); due.length > 0 && !closing.signal.aborted; due = dueNow()) for (const row of due) await send(row)
      } catch (error) {
        if (!closing.signal.aborted) log({ level: 'error', event: 'write-back', ...describeError(error) })
        restsMs = afterFailureMs
      }
    }
    wait(restsMs)
  }

  async function look(): Promise<void> {
    if (closing.signal.aborted || !hasUnseen(store.read)) return
    await writer.submit((db, notes) => lookThrough(db, notes, { nowMs: now(), isOn, inFlightId, circumstances: circumstances() }))
  }

  function isOn(provider: TokenProviderId): boolean {
    return provider !== 'smart-scheduler' && settings.settings().writeBack[provider] === true
  }

  function dueNow(): readonly WriteBackRow[] {
    return listDueWriteBacks(store.read, now(), mostAtOnce)
  }

  async function send(row: WriteBackRow): Promise<void> {
    if (closing.signal.aborted) return
    // Meanwhile it may have been taken back.
    if (listWriteBackRows(store.read, row.appointmentId).find(({ id }) => id === row.id)?.outcome !== null) return
    if (row.what === 'no_show' && !isOn(row.provider)) {
      await writer.submit((db, notes) => {
        endWriteBack(db, row.id, { outcome: 'taken-back', endedAtMs: now(), detail: null })
        notes.topic('appointments')
      })
      return
    }
    inFlightId = row.id
    try {
      const sent = await sendWriteBack(parts, row, closing.signal)
      if (!closing.signal.aborted || sent.kind === 'done') await keep(row, sent)
    } finally {
      inFlightId = null
    }
  }

  async function keep(row: WriteBackRow, sent: Sent): Promise<void> {
    const nowMs = now()
    await writer.submit((db, notes) => {
      notes.topic('appointments')
      const isOvertaken = listWriteBackRows(db, row.appointmentId).some(({ id, outcome }) => id > row.id && outcome === null)
      switch (sent.kind) {
        case 'done':
          endWriteBack(db, row.id, { outcome: 'done', endedAtMs: nowMs, detail: null })
          // The opposite is on its way already, and was said when it was asked for.
          if (!isOvertaken) saySilently(db, notes, noShowChange(sent.state, row.what === 'no_show', sent.atMs), circumstances())
          return
        case 'refused':
          endWriteBack(db, row.id, { outcome: 'refused', endedAtMs: nowMs, detail: sent.detail })
          return
        case 'not-tried':
          postponeWriteBack(db, row.id, { dueAtMs: nowMs + closedVaultMs, attempts: row.attempts, detail: null })
          return
        case 'failed': {
          const { detail, retryAfterMs } = sent
          const pauseMs = pausesMs[row.attempts]
          if (isOvertaken) endWriteBack(db, row.id, { outcome: 'taken-back', endedAtMs: nowMs, detail })
          else if (pauseMs === undefined) endWriteBack(db, row.id, { outcome: 'given-up', endedAtMs: nowMs, detail })
          else {
            const dueAtMs = nowMs + Math.max(Math.round(pauseMs * (1 + jitter * random())), retryAfterMs ?? 0)
            postponeWriteBack(db, row.id, { dueAtMs, attempts: row.attempts + 1, detail })
          }
        }
      }
    })
  }

  function wait(leastMs: number): void {
    clearTimeout(waiting)
    if (closing.signal.aborted) return
    const nextMs = findNextWriteBackMs(store.read)
    if (nextMs === null) return
    waiting = setTimeout(() => void run(), Math.min(Math.max(nextMs - now(), leastMs), longestTimerMs)).unref()
  }

  const forget = writer.afterCommit(({ topics }) => {
    if (!topics.includes('appointments') || closing.signal.aborted) return
    gathering ??= setTimeout(() => {
      gathering = undefined
      void run()
    }, gatherMs).unref()
  })

  return {
    start: () => void run(),
    run,
    async close() {
      closing.abort()
      forget()
      clearTimeout(gathering)
      clearTimeout(waiting)
      await running
    },
  }
}
