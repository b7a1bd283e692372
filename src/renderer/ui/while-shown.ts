import { useEffect, useRef } from 'react'

/**
 * What an answer does to the screen, done only while the calling component is still there. Whoever left before the answer came has something
 * else open by then, which is not to be closed, or led away from.
 */
export function useWhileShown<Given extends unknown[]>(act: (...given: Given) => void): (...given: Given) => void {
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  return (...given) => {
    if (isShown.current) act(...given)
  }
}
