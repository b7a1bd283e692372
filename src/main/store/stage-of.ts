import { clientStages, type ClientStage } from '../../shared/words.ts'

/** How far one appointment shows its client to be. */
export interface Shown {
  readonly stage: ShownStage
  /** Since when it shows that much, by the clock of those who told it. */
  readonly sinceMs: number
  /** When the newest thing that shows it happened: what a person set by hand in between is older than it. */
  readonly newsMs: number
}

/** Only a person says that a process is finished, or that a client is lost. */
export type ShownStage = Extract<ClientStage, 'lead' | 'booked' | 'attended'>

/** A stage, and since when. */
export interface Place {
  readonly stage: ClientStage
  readonly atMs: number
}

/** Where a client stands, and whether a person or the appointments say so. */
export interface Standing extends Place {
  readonly byHand: boolean
}

const rankOf = (stage: ClientStage): number => clientStages.indexOf(stage)

/**
 * Where a client stands. Pure, and the same for every order of `shown`: of two that show the same the earlier one counts, else the one
 * that shows more.
 *
 * What a person set is never taken back by an appointment. It moves on by something that happened after it, and only forward; a client
 * who was completed or lost by hand moves by hand only, as no appointment shows as much.
 *
 * @param knownAtMs since when the client is known at all: a lead until something shows more.
 * @param hand null: nobody set it.
 */
export function stageOf(knownAtMs: number, shown: readonly Shown[], hand: Place | null): Standing {
  const start: Standing = hand ? { ...hand, byHand: true } : { stage: 'lead', atMs: knownAtMs, byHand: false }
  return shown
    .filter(({ stage, newsMs }) => rankOf(stage) > rankOf(start.stage) && (hand === null || newsMs > hand.atMs))
    .map(({ stage, sinceMs, newsMs }) => ({ stage, atMs: hand && sinceMs <= hand.atMs ? newsMs : sinceMs, byHand: false }))
    .reduce(further, start)
}

function further<At extends Place>(one: At, other: At): At {
  const lead = rankOf(other.stage) - rankOf(one.stage)
  return lead > 0 || (lead === 0 && other.atMs < one.atMs) ? other : one
}

/** The same for one more appointment, where no person has said anything: cheap enough for every delivery. */
export function moveOn(at: Place, { stage, sinceMs }: Shown): Place {
  return stage === 'lead' ? at : further(at, { stage, atMs: sinceMs })
}

/** True: `after` shows less than `before` did, so that where the client stands cannot be told from the two alone. */
export function showsLess(before: Shown, after: Shown): boolean {
  const loss = rankOf(before.stage) - rankOf(after.stage)
  return loss > 0 || (loss === 0 && after.sinceMs > before.sinceMs)
}
