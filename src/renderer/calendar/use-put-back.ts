import type { EventInput } from '@fullcalendar/react'
import { useMemo, useState } from 'react'
import type { WallDelta } from './slots.ts'

/**
 * The events to give to a grid that lets them be dragged. The grid has moved a card before anybody was asked; `settle` waits for the
 * answer and puts it back when that is no.
 */
export function usePutBack(drawn: readonly EventInput[]): { events: EventInput[]; settle(moved: Promise<boolean>): void } {
  const [refusals, setRefusals] = useState(0)
  // The same events as new objects: the grid takes them over anew. Its own `revert` would bring back cards that were refetched meanwhile.
  const events = useMemo(() => drawn.map((event) => ({ ...event, refusals })), [drawn, refusals])
  return {
    events,
    settle: (moved) => void moved.then((done) => done || setRefusals((before) => before + 1)),
  }
}

/** The grid's measure of how far something was dragged, in ours. */
export function wallDelta({ days, milliseconds }: { days: number; milliseconds: number }): WallDelta {
  return { days, seconds: milliseconds / 1000 }
}
