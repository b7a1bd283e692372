import type { Principal } from '../access/access.ts'

/** Another program that asks over HTTP, with an API key or a token that was made with one. */
export interface Caller {
  readonly keyId: number
  /** For the history of what it does. */
  readonly actor: string
  /** Takes a place among the key's open streams. @returns how to give it back; null: there is none left. */
  takeStream(): (() => void) | null
  /** False: what it has asked with does not count any more. */
  stillCounts(): boolean
  /** Ends when the receiver does. */
  readonly closing: AbortSignal
}

/** Tells keys apart that people call alike: one cannot take back what the other has said. */
export const actorOf = ({ name, prefix }: Principal): string => `API key ${name} (${prefix})`
