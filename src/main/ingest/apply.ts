import type { ChangeKind, Source } from '../../shared/words.ts'
import type { AppointmentChange, DeskSpeaker } from './change.ts'
import { contentOf, happenedBefore, mergeReadings, readTheSame, type Fact } from './fact.ts'
import { fold, type Folded } from './fold.ts'

/** What we know of one appointment. Plain data: it goes into the store as JSON. */
export interface AppointmentState extends Folded {
  readonly source: Source
  readonly externalId: string
  /** Everything that was ever said of it, in no order that matters. */
  readonly facts: readonly Fact[]
}

/** What a change made different; the store adds the delivery and the instant. */
export interface HistoryDraft {
  readonly kind: ChangeKind
  readonly providerEvent: string | null
  /** Who said it at the desk; absent: the provider did. */
  readonly desk?: DeskSpeaker
  /** Only members that differ. Both empty: it was news, but changed nothing, such as a payment that began. */
  readonly before: Record<string, unknown>
  readonly after: Record<string, unknown>
}

export interface Applied {
  readonly state: AppointmentState
  /** Null: known already, or older than what we know and without any effect. */
  readonly entry: HistoryDraft | null
  /** True: read again and found the same. Nothing but the time of the reading is new, and it shows nowhere. */
  readonly isReadAgain?: boolean
}

/**
 * From what we know and a change to what we know now. Pure.
 *
 * Changes may come twice, late and in any order: the state is the fold of the set of facts, so every order ends in the same state.
 *
 * @param known null: nothing was said of this appointment before.
 * @param arrival `receivedAtMs` decides only where the provider gives no time of its own.
 */
export function apply(known: AppointmentState | null, change: AppointmentChange, arrival: { readonly receivedAtMs: number }): Applied {
  const { about: _about, source, externalId, ...said } = change
  const fact: Fact = { ...said, receivedAtMs: arrival.receivedAtMs }
  if (known === null) {
    const state = { source, externalId, ...fold([fact]), facts: [fact] }
    return { state, entry: { ...sayingOf(change), before: {}, after: differences(null, state).after } }
  }
  const content = contentOf(fact)
  if (known.facts.some((other) => contentOf(other) === content)) return { state: known, entry: null }

  // Found the same once more: one reading, however often it is made.
  const readBefore = known.facts.find((other) => readTheSame(other, fact))
  const facts = [...known.facts.filter((other) => other !== readBefore), readBefore ? mergeReadings(readBefore, fact) : fact]
  const state = { source, externalId, ...fold(facts), facts }
  const { before, after } = differences(known, state)
  const isNews = Object.keys(after).length > 0
  if (!isNews && readBefore) return { state, entry: null, isReadAgain: true }
  // What a reading finds as it was known is no news, however new it is.
  if (!isNews && (fact.isWhole || known.facts.some((other) => happenedBefore(fact, other)))) return { state, entry: null }
  // A provider that was told by us repeats it; and who repeats themselves says nothing new either.
  if (!isNews && isAbsence(fact) && known.facts.some(({ kind }) => kind === fact.kind)) return { state, entry: null }
  return { state, entry: { ...sayingOf(change), kind: kindOf(change, before, after), before, after } }
}

function isAbsence({ kind, desk }: Fact): boolean {
  return desk === undefined && (kind === 'no_show' || kind === 'no_show_undone')
}

function sayingOf({ kind, providerEvent, desk }: AppointmentChange): Pick<HistoryDraft, 'kind' | 'providerEvent' | 'desk'> {
  return { kind, providerEvent, ...(desk && { desk }) }
}

/** Providers call a move an update; people call it a reschedule. Of a reading it is the difference that says what happened meanwhile. */
function kindOf({ kind, isWhole }: AppointmentChange, before: Record<string, unknown>, after: Record<string, unknown>): ChangeKind {
  const moved = typeof before['startMs'] === 'number' && typeof after['startMs'] === 'number'
  if (!isWhole) return kind === 'updated' && moved ? 'rescheduled' : kind
  if ('status' in after) return after['status'] === 'scheduled' && before['status'] === 'no_show' ? 'no_show_undone' : kind
  return moved ? 'rescheduled' : 'updated'
}

function differences(before: AppointmentState | null, after: AppointmentState) {
  const [was, is] = [before ? view(before) : {}, view(after)] as [Record<string, unknown>, Record<string, unknown>]
  // Against nothing, only what is known is worth a line.
  const changed = Object.keys(is).filter((name) =>
    before ? JSON.stringify(was[name] ?? null) !== JSON.stringify(is[name] ?? null) : isKnown(is[name]),
  )
  return {
    before: before ? Object.fromEntries(changed.map((name) => [name, was[name]])) : {},
    after: Object.fromEntries(changed.map((name) => [name, is[name]])),
  }
}

function isKnown(value: unknown): boolean {
  if (value === null || value === false) return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function view({ status, cancellation, hostNoShow, supersedes, supersededBy, details }: AppointmentState) {
  return { status, ...details, cancellation, hostNoShow, supersedes, supersededBy }
}
