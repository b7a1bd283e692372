import { useEffect, useRef, useState } from 'react'
import type { BoardColumn } from '../../shared/contract/pipeline.ts'
import { freshCards } from './fresh.ts'

/** Long enough to find the card that moved, and gone before it is in the way. */
const markedForMs = 6000

/**
 * Ids of the cards that moved lately.
 * @param asked what the columns answer: another search shows other cards, and none of them moved
 */
export function useFreshCards(columns: readonly BoardColumn[] | undefined, asked: string): ReadonlySet<number> {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  const before = useRef<{ columns: readonly BoardColumn[]; asked: string } | null>(null)
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())

  useEffect(() => {
    if (!columns) return
    const fresh = before.current?.asked === asked ? freshCards(before.current.columns, columns) : []
    before.current = { columns, asked }
    if (fresh.length === 0) return
    setIds((known) => new Set([...known, ...fresh]))
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      setIds((known) => new Set([...known].filter((id) => !fresh.includes(id))))
    }, markedForMs)
    timers.current.add(timer)
  }, [columns, asked])

  useEffect(() => {
    const running = timers.current
    return () => {
      for (const timer of running) clearTimeout(timer)
    }
  }, [])
  return ids
}
