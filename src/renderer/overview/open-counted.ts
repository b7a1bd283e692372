import { createContext, use } from 'react'
import type { Counted } from './overview-query.ts'

/** A number's list that was asked for, and what it is called. */
export interface OpenCounted {
  readonly counted: Counted
  /** What the number is of, beside its days: a source, a host, a provider; null: the whole. */
  readonly of: string | null
}

export const OpenCountedContext = createContext<(asked: OpenCounted) => void>(() => undefined)

/** Opens the list of what a number counts. */
export function useOpenCounted(): (asked: OpenCounted) => void {
  return use(OpenCountedContext)
}
