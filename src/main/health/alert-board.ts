import type { Alert } from '../../shared/contract/health.ts'
import {
  dismissAlert,
  endAlert,
  findLastTold,
  insertAlert,
  listAlerts,
  listOpenAlerts,
  markAlertTold,
  pruneAlerts,
  saveAlertDetail,
} from '../store/alerts.ts'
import type { AlertRow } from '../store/alerts.ts'
import type { CommitNotes, Writer } from '../store/writer.ts'
import type { WriteDb } from '../store/db.ts'
import type { Store } from '../store/open.ts'
import { conditionOf } from './conditions.ts'
import type { Condition, ConditionSource } from './conditions.ts'
import { remedyOf } from './remedies.ts'

export interface AlertBoardParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  /** Tells the alerts by one native notification. @returns false: not now, they are offered again. */
  readonly tell: (alerts: readonly Condition[]) => Promise<boolean>
  /** For what the writer does not announce: alerts that the disk has no room for. */
  readonly onUnsaved: () => void
  readonly onFailure: (error: unknown) => void
}

/** What is the matter, each matter once, from when it began until it ended. */
export interface AlertBoard {
  /** @returns its own unsubscribe. */
  watch(source: ConditionSource): () => void
  /** Asks every source what is the matter now, and raises and ends alerts accordingly; never rejects. */
  evaluate(): Promise<void>
  /** Those that go on, newest first, and those that ended within the last week. */
  list(): Alert[]
  /** @returns false: no such alert. */
  dismiss(id: number): Promise<boolean>
  /** Takes no more looks, and waits for the one that is under way. */
  close(): Promise<void>
}

const weekMs = 7 * 86_400_000
const mostListed = 100
/** What comes and goes is told once in this time. */
const retellMs = 6 * 3_600_000
const keptForMs = 90 * 86_400_000

export function createAlertBoard({ store, writer, now, tell, onUnsaved, onFailure }: AlertBoardParts): AlertBoard {
  const sources = new Set<ConditionSource>()
  /** What could not be written down; the list shows it all the same. */
  let unsaved: Alert[] = []
  let isUnsaved = false
  /** By alert: what it says now, and could not be written either. */
  let unsavedDetails = new Map<number, Condition['detail']>()
  /** Told while the disk had no room to note that. */
  const toldUnsaved = new Map<string, number>()
  let turn: Promise<void> = Promise.resolve()
  let isClosed = false

  /** Not complete: a source failed, and of its alerts nothing is known. */
  function ask(nowMs: number): { readonly conditions: readonly Condition[]; readonly isComplete: boolean } {
    let isComplete = true
    const conditions = [...sources].flatMap((source) => {
      try {
        return source(nowMs)
      } catch (error) {
        isComplete = false
        onFailure(error)
        return []
      }
    })
    return { conditions, isComplete }
  }

  async function look(): Promise<void> {
    const nowMs = now()
    const { conditions, isComplete } = ask(nowMs)
    const byKey = new Map(conditions.map((condition) => [condition.key, condition]))
    const open = listOpenAlerts(store.read)
    const begun = [...byKey.values()].filter(({ key }) => !open.some((alert) => alert.key === key))
    const ended = isComplete ? open.filter(({ key }) => !byKey.has(key)) : []
    const changed = open.flatMap((alert) => {
      const detail = byKey.get(alert.key)?.detail
      return detail === undefined || isSame(detail, alert.detail) ? [] : [{ id: alert.id, detail }]
    })
    try {
      if (begun.length + ended.length + changed.length > 0 || isUnsaved) {
        await writer.submit((db, notes) => {
          for (const condition of begun) raise(db, condition, nowMs)
          for (const alert of passed(byKey)) endAtOnce(db, alert, nowMs)
          for (const { id } of ended) endAlert(db, id, nowMs)
          for (const { id, detail } of changed) saveAlertDetail(db, id, detail)
          if (ended.length > 0) pruneAlerts(db, nowMs - keptForMs)
          notes.topic('alerts')
        })
      }
      isUnsaved = false
      unsaved = []
      unsavedDetails.clear()
      toldUnsaved.clear()
    } catch (error) {
      onFailure(error)
      unsavedDetails = new Map(changed.map(({ id, detail }) => [id, detail]))
      keepInMemory(begun, nowMs)
    }
    await tellNew(nowMs)
  }

  function raise(db: WriteDb, { key, kind, provider, detail }: Condition, nowMs: number): void {
    const lastToldMs = findLastTold(db, key)
    const toldAtMs = lastToldMs !== null && nowMs - lastToldMs < retellMs ? lastToldMs : (toldUnsaved.get(key) ?? null)
    insertAlert(db, { key, kind, provider, raisedAtMs: unsavedSince(key) ?? nowMs, toldAtMs, detail })
  }

  /** They came and went while nothing could be written. */
  const passed = (present: ReadonlyMap<string, Condition>): readonly Alert[] => unsaved.filter((alert) => !present.has(keyOf(alert)))

  function endAtOnce(db: WriteDb, alert: Alert, nowMs: number): void {
    const key = keyOf(alert)
    raise(db, { key, ...alert }, nowMs)
    for (const { id } of listOpenAlerts(db).filter((open) => open.key === key)) endAlert(db, id, nowMs)
  }

  const unsavedSince = (key: string): number | undefined => unsaved.find((alert) => keyOf(alert) === key)?.raisedAtMs

  function keepInMemory(begun: readonly Condition[], nowMs: number): void {
    isUnsaved = true
    unsaved = begun.map(({ key, kind, provider, detail }, index) => ({
      id: -1 - index,
      kind,
      provider,
      raisedAtMs: unsavedSince(key) ?? nowMs,
      endedAtMs: null,
      isDismissed: false,
      detail,
      remedy: remedyOf[kind],
    }))
    onUnsaved()
  }

  async function tellNew(nowMs: number): Promise<void> {
    const saved = listOpenAlerts(store.read).filter(({ toldAtMs }) => toldAtMs === null)
    const others = unsaved.map((alert) => ({ ...alert, key: keyOf(alert) })).filter(({ key }) => !toldUnsaved.has(key))
    const news: Condition[] = [...saved, ...others]
    if (news.length === 0 || !(await tell(news))) return
    for (const { key } of others) toldUnsaved.set(key, nowMs)
    if (saved.length > 0) {
      await writer.submit((db, notes: CommitNotes) => {
        for (const { id } of saved) markAlertTold(db, id, nowMs)
        notes.topic('alerts')
      })
    }
  }

  return {
    watch(source) {
      sources.add(source)
      return () => sources.delete(source)
    },
    evaluate() {
      if (!isClosed) turn = turn.then(look).catch(onFailure)
      return turn
    },
    list() {
      const saved = listAlerts(store.read, { endedSinceMs: now() - weekMs, limit: mostListed })
      return [...unsaved, ...saved.map((row) => alertOf({ ...row, detail: unsavedDetails.get(row.id) ?? row.detail }))]
    },
    dismiss: (id) =>
      writer.submit((db, notes) => {
        notes.topic('alerts')
        return dismissAlert(db, id, now())
      }),
    close() {
      isClosed = true
      return turn
    },
  }
}

function alertOf({ id, kind, provider, raisedAtMs, endedAtMs, dismissedAtMs, detail }: AlertRow): Alert {
  return { id, kind, provider, raisedAtMs, endedAtMs, isDismissed: dismissedAtMs !== null, detail, remedy: remedyOf[kind] }
}

const keyOf = ({ kind, provider }: Pick<Alert, 'kind' | 'provider'>): string => conditionOf(kind, provider).key

function isSame(one: Condition['detail'], other: Condition['detail']): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
