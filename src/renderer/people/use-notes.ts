import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { desk } from '../desk/client.ts'
import { dropDraft, keepDraft, readDraft } from './note-drafts.ts'

/** Long enough for a word, short enough to be done when somebody looks up. */
const pauseMs = 700

export type NotesState = { readonly kind: 'saved' | 'waiting' | 'saving' } | { readonly kind: 'failed'; readonly error: unknown }

/**
 * A client's notes as they are written: saved at each pause, at once when asked for and when the field is left. What could not be saved
 * is kept and tried again with the next letter, or when the client is opened again.
 *
 * @param saved as the desk has them. What another window saves appears here unless something is being written.
 */
export function useNotes(clientId: number, saved: string) {
  const [text, setText] = useState(() => readDraft(clientId) ?? saved)
  const [state, setState] = useState<NotesState>(() => ({ kind: readDraft(clientId) === null ? 'saved' : 'waiting' }))
  const latest = useRef({ text, stored: saved })
  const ownTexts = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = async (): Promise<void> => {
    clearTimeout(timer.current)
    const wanted = latest.current.text
    if (wanted === latest.current.stored) return settle(wanted)
    ownTexts.current.add(wanted)
    setState({ kind: 'saving' })
    try {
      await desk.clients.setNotes({ id: clientId, notes: wanted })
      latest.current.stored = wanted
      settle(wanted)
    } catch (error) {
      setState({ kind: 'failed', error })
    }
  }
  const settle = (wanted: string): void => {
    dropDraft(clientId, wanted)
    setState({ kind: latest.current.text === wanted ? 'saved' : 'waiting' })
  }
  const write = (next: string): void => {
    latest.current.text = next
    setText(next)
    keepDraft(clientId, next)
    setState({ kind: 'waiting' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), pauseMs)
  }

  const onSavedElsewhere = useEffectEvent((notes: string) => {
    // Of two savings in a row, the answer that tells of the first may come last.
    if (ownTexts.current.has(notes)) return
    const isIdle = latest.current.text === latest.current.stored
    latest.current.stored = notes
    if (!isIdle) return
    latest.current.text = notes
    setText(notes)
  })
  useEffect(() => onSavedElsewhere(saved), [saved])

  const saveLatest = useEffectEvent(() => void save())
  useEffect(() => {
    // What a former visit could not save.
    if (readDraft(clientId) !== null) timer.current = setTimeout(() => saveLatest(), 0)
    return () => saveLatest()
  }, [clientId])

  return { text, state, write, save }
}
