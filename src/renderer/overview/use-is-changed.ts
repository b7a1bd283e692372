import { useEffect, useState } from 'react'

/** Long enough to be found by somebody who looks up. */
const markedMs = 3000

/**
 * True for three seconds after a value has become another one.
 * @param identity what it is a value of: when that changes too, nothing has happened to it
 */
export function useIsChanged(value: string, identity: string): boolean {
  const [seen, setSeen] = useState({ value, identity, changes: 0 })
  if (seen.value !== value || seen.identity !== identity) {
    setSeen({ value, identity, changes: seen.identity === identity ? seen.changes + 1 : 0 })
  }
  const [faded, setFaded] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setFaded(seen.changes), markedMs)
    return () => clearTimeout(timer)
  }, [seen.changes])
  return seen.changes > 0 && faded !== seen.changes
}
