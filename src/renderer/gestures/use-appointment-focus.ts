import { useCallback, useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Which appointment had the focus: several hosts' columns hold the same one. */
interface Focused {
  readonly id: number
  readonly nth: number
}

/**
 * Knows which appointment within `root` has the focus, and gives it back when it is lost without anybody having moved it: the grid draws
 * its elements anew whenever an appointment changes, and a dialog leaves nothing to return to.
 * @returns the id of the focused appointment, also while a dialog or the palette lies over it; null: none
 */
export function useAppointmentFocus(root: RefObject<HTMLElement | null>): () => number | null {
  return useCardFocus(root, 'data-appointment')
}

/** The same for other cards that are drawn anew. @param attribute by which a card tells whose it is, as a number */
export function useCardFocus(root: RefObject<HTMLElement | null>, attribute: `data-${string}`): () => number | null {
  const focused = useRef<Focused | null>(null)
  useEffect(() => {
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || liesOver(target)) return
      focused.current = root.current?.contains(target) ? whichOf(root.current, attribute, target) : null
    }
    let isPressing = false
    const onPress = ({ type, target }: PointerEvent): void => {
      isPressing = type === 'pointerdown'
      if (!isPressing || !(target instanceof Element) || liesOver(target)) return
      // The appointment has not the focus now, and after a click beside everything nobody waits for it: a toast that leaves does not bring it back.
      if (document.activeElement === document.body || document.activeElement?.closest(toasts)) focused.current = null
    }
    // Somebody clicked beside everything. An element that is taken out of the page, or put to another place in it, loses the focus too.
    const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
      if (!isPressing || relatedTarget !== null || !(target instanceof Element) || liesOver(target)) return
      queueMicrotask(() => {
        if (target.isConnected && document.hasFocus()) focused.current = null
      })
    }
    const restore = (): void => {
      if (!focused.current || !root.current || document.activeElement !== document.body) return
      const { id, nth } = focused.current
      const same = elementsOf(root.current, attribute, id)
      ;(same[nth] ?? same[0])?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(restore)
    observer.observe(document.body, { childList: true, subtree: true })
    const presses = ['pointerdown', 'pointerup', 'pointercancel'] as const
    for (const press of presses) document.addEventListener(press, onPress, { capture: true })
    document.addEventListener('focusin', onFocusIn)
    // Before anybody else hears of it: a tooltip that closes for it changes the page, and the focus would be given back.
    document.addEventListener('focusout', onFocusOut, { capture: true })
    return () => {
      observer.disconnect()
      for (const press of presses) document.removeEventListener(press, onPress, { capture: true })
      document.removeEventListener('focusin', onFocusIn)
      document.removeEventListener('focusout', onFocusOut, { capture: true })
    }
  }, [root, attribute])
  return useCallback(() => focused.current?.id ?? null, [])
}

const toasts = '.mantine-Notifications-root'

/** A dialog, the palette or a toast is about what lies beneath it; `data-keeps-focus` says that it is about appointments of its own. */
function liesOver(element: Element): boolean {
  return element.closest(`[role="dialog"]:not([data-keeps-focus]), ${toasts}`) !== null
}

function whichOf(root: HTMLElement, attribute: string, element: Element): Focused | null {
  const card = element.closest(`[${attribute}]`) ?? element.querySelector(`[${attribute}]`)
  const id = Number(card?.getAttribute(attribute))
  if (!card || !Number.isInteger(id)) return null
  return {
    id,
    nth: Math.max(
      0,
      elementsOf(root, attribute, id).findIndex((each) => each.contains(card)),
    ),
  }
}

/** What takes the focus for an appointment: the grid's element around its card, or the line of a list itself. */
function elementsOf(root: HTMLElement, attribute: string, id: number): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`[${attribute}="${id}"]`)].map(
    (card) => card.closest<HTMLElement>('[role="button"], [tabindex]') ?? card,
  )
}
