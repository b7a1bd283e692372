import { useEffect, useState } from 'react'

/** What had the focus last outside of menus and dialogs: these go together with what they offer. */
let lasting: HTMLElement | null = null

const passing = '[role="menu"], [role="dialog"]'

/** Notes from now on what has the focus. Called once, before anything is drawn. */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !target.closest(passing)) lasting = target
  })
}

/**
 * Gives the focus back when the calling component goes, unless it is somewhere else by then: to what had it when the component came, or, where
 * that was an item of a menu or of the palette, to what had it before these were opened. Mantine's dialogs do so by themselves only when they are
 * told to close and not when they are taken out of the page, and never for an item that has gone.
 */
export function useFocusBack(): void {
  // While drawing: what is inside may take the focus before any effect of the dialog.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return
      const isThere = before instanceof HTMLElement && before.isConnected && !before.closest('[role="menu"]')
      const opener = isThere && before !== document.body ? before : lasting
      opener?.focus({ preventScroll: true })
    },
    [before],
  )
}

/** The same for what stays mounted while it is closed: put among what is only there while it is open. */
export function FocusBack(): null {
  useFocusBack()
  return null
}
