import { useCallback, useState } from 'react'

/**
 * Tells whether the focus is somewhere else than when the calling component came. What would take it only once an answer is there leaves it to
 * whoever has gone on meanwhile: the next letters, or the next Enter, are not meant for it.
 */
export function useFocusMoved(): () => boolean {
  const [before] = useState(() => document.activeElement)
  return useCallback(() => document.activeElement !== before && document.activeElement !== document.body, [before])
}
