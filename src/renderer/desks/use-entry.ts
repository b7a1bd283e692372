import { useState } from 'react'
import { refusedSentence } from './refused-words.ts'

export type Entry = 'password' | 'passkey'

/** Both ways in share what is under way and what was said against the last try. @param sayAt true: it has said the sentence at a field */
export function useEntry(
  onSignedIn: () => void,
  sayAt: (error: unknown, sentence: string) => boolean = () => false,
): {
  readonly busy: Entry | null
  /** Of the last try; null: nothing, or it is said at a field. */
  readonly refusal: string | null
  enter(by: Entry, work: () => Promise<unknown>): Promise<void>
} {
  const [busy, setBusy] = useState<Entry | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  return {
    busy,
    refusal,
    async enter(by, work) {
      setBusy(by)
      setRefusal(null)
      try {
        await work()
        onSignedIn()
      } catch (error) {
        const sentence = refusedSentence(error, by)
        if (!sayAt(error, sentence)) setRefusal(sentence)
      } finally {
        setBusy(null)
      }
    },
  }
}
