import { createContext, useContext } from 'react'
import type { Office } from '../ui/format.ts'
import type { Colouring, HostTints } from './calendar-memory.ts'

/** What every card needs to know beside its appointment. */
export interface CardSurroundings {
  readonly office: Office
  readonly colourBy: Colouring
  readonly hostTints: HostTints
  readonly newIds: ReadonlySet<number>
  /** The appointment that the drawer shows. */
  readonly chosenId: number | null
}

export const CardContext = createContext<CardSurroundings | null>(null)

export function useCardSurroundings(): CardSurroundings {
  const surroundings = useContext(CardContext)
  if (!surroundings) throw new Error('A card is drawn outside of the calendar: wrap it in CardContext.')
  return surroundings
}
