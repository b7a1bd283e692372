import { createHmac, randomBytes } from 'node:crypto'

/** What only this run of this desk can answer when it is asked over its public address. */
export interface Proofs {
  /** A nonce that counts once, within half a minute, and what this desk answers to it. */
  issue(): { readonly nonce: string; readonly proof: string }
  /** What the receiver answers to whoever asks for the nonce; null: not one of ours, or used up. */
  take(nonce: string): string | null
  /** Gives up a nonce that nobody asked for. */
  forget(nonce: string): void
}

const lifeMs = 30_000

export function createProofs(now: () => number): Proofs {
  const key = randomBytes(32)
  const issued = new Map<string, number>()
  const proofOf = (nonce: string): string => createHmac('sha256', key).update(nonce).digest('hex')
  return {
    issue() {
      const nonce = randomBytes(24).toString('base64url')
      issued.set(nonce, now() + lifeMs)
      return { nonce, proof: proofOf(nonce) }
    },
    take(nonce) {
      const untilMs = issued.get(nonce)
      issued.delete(nonce)
      return untilMs === undefined || untilMs <= now() ? null : proofOf(nonce)
    },
    forget: (nonce) => void issued.delete(nonce),
  }
}
