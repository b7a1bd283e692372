import type { KeyboardEvent } from 'react'

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** Being aside counts this much more than being far along the way, and this many pixels at the least: Down stays in its column. */
const sidewaysWeight = 4
const sidewaysPx = 80

/** Index of the box that a person means by an arrow key, seen from box `from`; null when there is nothing in that direction. */
export function neighbour(boxes: readonly Box[], from: number, direction: Direction): number | null {
  const origin = boxes[from]
  if (!origin) return null
  const isVertical = direction === 'ArrowUp' || direction === 'ArrowDown'
  let best: { index: number; cost: number } | null = null
  for (const [index, box] of boxes.entries()) {
    const ahead = distanceAhead(origin, box, direction)
    if (index === from || ahead <= 1) continue
    const aside = isVertical ? gap(origin.left, origin.right, box.left, box.right) : gap(origin.top, origin.bottom, box.top, box.bottom)
    const cost = ahead + (aside > 0 ? sidewaysPx + sidewaysWeight * aside : 0)
    if (best === null || cost < best.cost) best = { index, cost }
  }
  return best?.index ?? null
}

/** Moves the focus from one appointment to the next by the arrow keys. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (!isDirection(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
  const buttons = appointmentButtons(event.currentTarget)
  const from = buttons.findIndex((button) => button === document.activeElement)
  if (from === -1) return
  // The arrows belong to the appointments while one has the focus, even where there is no further one.
  event.preventDefault()
  const to = neighbour(
    buttons.map((button) => button.getBoundingClientRect()),
    from,
    event.key,
  )
  if (to !== null) focusOn(buttons[to])
}

/** Where the focused appointment lies, when nothing lies further that way within `root`; null: something does, or none has the focus. */
export function boxAtEdge(root: ParentNode, direction: Direction): Box | null {
  const buttons = appointmentButtons(root)
  const from = buttons.findIndex((button) => button === document.activeElement)
  const boxes = buttons.map((button) => button.getBoundingClientRect())
  return neighbour(boxes, from, direction) === null ? (boxes[from] ?? null) : null
}

/**
 * Gives the focus to the appointment that an arrow key means for somebody who comes in from outside of `root`, at the height of `from`.
 * @returns false: there is none
 */
export function enterByArrow(root: ParentNode, from: Box, direction: Direction): boolean {
  const buttons = appointmentButtons(root)
  const edge = direction === 'ArrowRight' ? -1 : window.innerWidth + 1
  const boxes = [
    ...buttons.map((button) => button.getBoundingClientRect()),
    { top: from.top, bottom: from.bottom, left: edge, right: edge },
  ]
  const to = neighbour(boxes, boxes.length - 1, direction)
  if (to !== null) focusOn(buttons[to])
  return to !== null
}

/** Gives the focus to an appointment, else to the first one on the page. */
export function focusAppointment(id: number | null): void {
  const buttons = appointmentButtons(document)
  focusOn(buttons.find((button) => button.querySelector(`[data-appointment="${id}"]`)) ?? buttons[0])
}

function appointmentButtons(root: ParentNode): HTMLElement[] {
  const buttons = [...root.querySelectorAll<HTMLElement>('[data-appointment]')].map((card) => card.closest<HTMLElement>('[role="button"]'))
  return buttons.filter((button) => button !== null)
}

function focusOn(button: HTMLElement | undefined): void {
  button?.focus({ preventScroll: true })
  button?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function isDirection(key: string): key is Direction {
  return ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key)
}

/** Not positive: it does not lie that way. Left and right mean wholly beside; up and down also what begins while this one goes on. */
function distanceAhead(origin: Box, box: Box, direction: Direction): number {
  if (direction === 'ArrowRight') return box.left >= origin.right - 2 ? box.left - origin.left : 0
  if (direction === 'ArrowLeft') return box.right <= origin.left + 2 ? origin.right - box.right : 0
  const down = (box.top + box.bottom - origin.top - origin.bottom) / 2
  return direction === 'ArrowDown' ? down : -down
}

/** How far apart two intervals lie; 0 where they overlap. */
function gap(aStart: number, aEnd: number, bStart: number, bEnd: number): number {
  return Math.max(0, bStart - aEnd, aStart - bEnd)
}
