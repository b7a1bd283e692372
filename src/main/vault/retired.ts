import type { StoredRetired, StoredSecret } from './records.ts'

/** Of each provider so many are kept, the youngest. */
export const retiredKept = 3
export const retiredForMs = 90 * 86_400_000

/** The id of a secret whose overlap ended and that still lies in its slot: it moves with the next change. */
export const endedOverlapId = 0

/** A secret that verifies nothing any more. It explains refusals, and can be accepted again. */
export interface RetiredSecret {
  readonly id: number
  readonly secret: string
  readonly lastFour: string
  readonly setAtMs: number
  /** When it was replaced, or when its overlap ended. */
  readonly retiredAtMs: number
}

/** In memory; `text` is null while it cannot be opened. */
export interface HeldRetired extends Omit<StoredRetired, 'sealed'> {
  /** Null: kept in memory only. */
  readonly sealed: Uint8Array | null
  readonly text: string | null
}

interface Replaced extends Omit<StoredSecret, 'sealed'> {
  readonly sealed: Uint8Array | null
  readonly text: string | null
}

/** Those that are no longer among `kept`. */
export function retiring(before: readonly Replaced[], kept: readonly Replaced[], nowMs: number): Omit<HeldRetired, 'id'>[] {
  const stays = (secret: Replaced): boolean =>
    kept.some(({ text, lastFour, setAtMs }) =>
      text === null || secret.text === null ? lastFour === secret.lastFour && setAtMs === secret.setAtMs : text === secret.text,
    )
  return before
    .filter((secret) => !stays(secret))
    .map(({ provider, backend, sealed, text, lastFour, setAtMs, untilMs }) => ({
      provider,
      backend,
      sealed,
      text,
      lastFour,
      setAtMs,
      retiredAtMs: untilMs === null ? nowMs : Math.min(untilMs, nowMs),
    }))
}

/** What is still kept of one provider's retired ones: the youngest, each text once, and none that is in use again. */
export function stillKept<Retired extends Omit<HeldRetired, 'id'>>(
  retired: readonly Retired[],
  inUse: readonly (string | null)[],
  nowMs: number,
): Retired[] {
  const texts = new Set(inUse)
  texts.delete(null)
  const isNew = ({ text }: Retired): boolean => {
    if (text === null) return true
    const known = texts.has(text)
    texts.add(text)
    return !known
  }
  return retired
    .filter(({ retiredAtMs }) => retiredAtMs >= nowMs - retiredForMs)
    .toSorted((a, b) => b.retiredAtMs - a.retiredAtMs)
    .filter(isNew)
    .slice(0, retiredKept)
}
