import { useEffect, useRef } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { boxAtEdge, enterByArrow } from './grid-keys.ts'
import type { Box } from './grid-keys.ts'

const acts = ['pointerdown', 'keydown'] as const

interface Turning {
  readonly from: Box
  readonly direction: 'ArrowLeft' | 'ArrowRight'
  readonly scrollTop: number
  readonly to: number
}

/**
 * The sideways arrows go on to the next page of members where this one ends, at the same time of the day.
 * @returns what to do with a key that was pressed in `root`
 */
export function useTurnAtEdge(
  root: RefObject<HTMLElement | null>,
  { page, pages, onPage }: { page: number; pages: number; onPage(page: number): void },
): (event: KeyboardEvent) => void {
  const turning = useRef<Turning | null>(null)
  useEffect(() => {
    const [element, turned] = [root.current, turning.current]
    if (!element || turned?.to !== page) return
    turning.current = null
    // The grid of the other page is a new one: it has no cards yet, and stands where the day's grid begins.
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return leave()
      const scroller = scrollerIn(element)
      if (scroller) scroller.scrollTop = turned.scrollTop
      if (enterByArrow(element, turned.from, turned.direction)) leave()
    })
    // Where that page has no cards, the first one that comes is not gone to: whoever does something else by then would find it under their keys.
    const leaveForOther = ({ type, key }: Partial<globalThis.KeyboardEvent>): void => {
      if (type === 'pointerdown' || key?.startsWith('Arrow') === false) leave()
    }
    const leave = (): void => {
      observer.disconnect()
      for (const act of acts) document.removeEventListener(act, leaveForOther, { capture: true })
    }
    observer.observe(element, { childList: true, subtree: true })
    for (const act of acts) document.addEventListener(act, leaveForOther, { capture: true })
    return leave
  }, [root, page])
  return (event) => {
    const { key } = event
    if ((key !== 'ArrowLeft' && key !== 'ArrowRight') || event.altKey || event.ctrlKey || event.metaKey || !root.current) return
    const next = key === 'ArrowRight' ? page + 1 : page - 1
    const from = next < 0 || next >= pages ? null : boxAtEdge(root.current, key)
    if (!from) return
    event.preventDefault()
    turning.current = { from, direction: key, scrollTop: scrollerIn(root.current)?.scrollTop ?? 0, to: next }
    onPage(next)
  }
}

/** The grid's own element that scrolls the hours: its class names are hashed. Null where nothing has to be scrolled. */
export function scrollerIn(root: HTMLElement): HTMLElement | null {
  let element = root.querySelector<HTMLElement>('[role="rowheader"]')?.parentElement ?? null
  while (element && element !== root && element.scrollHeight <= element.clientHeight + 1) element = element.parentElement
  return element === root ? null : element
}
