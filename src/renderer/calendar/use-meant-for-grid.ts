import { useCallback, useEffect, useRef } from 'react'

/**
 * Tells whether the last press of the pointer was meant for the grid. It was not where it closed a menu or a list that lay over it: who
 * puts something away does not want to write something down.
 */
export function useMeantForGrid(): () => boolean {
  const closedSomething = useRef(false)
  useEffect(() => {
    const note = (): void => {
      closedSomething.current = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null
    }
    // Before anybody else hears of it: afterwards what lay over the grid is gone.
    document.addEventListener('pointerdown', note, { capture: true })
    return () => document.removeEventListener('pointerdown', note, { capture: true })
  }, [])
  return useCallback(() => !closedSomething.current, [])
}
