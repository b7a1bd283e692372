import { useEffect } from 'react'

/**
 * Gives the focus back when the calling component goes, unless it is somewhere else by then. Mantine's dialogs do so by themselves only when they
 * are told to close, and not when they are taken out of the page.
 */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus({ preventScroll: true })
    }
  }, [])
}
