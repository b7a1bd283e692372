import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import type { Office } from '../ui/format.ts'
import { clientName, tooltipLines } from './describe.ts'

const delayMs = 400

/** One tooltip for all cards: thousands of listeners for what shows one at a time would cost more than the cards do. */
export function CardTooltip({
  within,
  cards,
  office,
}: {
  within: RefObject<HTMLElement | null>
  cards: readonly AppointmentCard[]
  office: Office
}) {
  const element = useHoveredCard(within)
  const card = element && cards.find(({ id }) => String(id) === element.dataset.appointment)
  if (!card) return null
  return (
    <Tooltip
      target={element}
      opened
      // Within the page's landmark, where a reader finds it.
      portalProps={{ target: within.current ?? undefined }}
      // A line of the list is as wide as the window: nothing fits beside it.
      position={element.dataset.shape === 'row' ? 'bottom-start' : 'right'}
      w="max-content"
      maw={360}
      label={
        <>
          <strong data-private>{clientName(card)}</strong>
          {tooltipLines(card, office).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </>
      }
    />
  )
}

function useHoveredCard(within: RefObject<HTMLElement | null>): HTMLElement | null {
  const [hovered, setHovered] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const root = within.current
    if (!root) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const hide = (): void => {
      clearTimeout(timer)
      setHovered(null)
    }
    const show = (event: Event): void => {
      // While something is dragged the card itself tells its time, and it is another one.
      if (event instanceof PointerEvent && event.buttons !== 0) return hide()
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-appointment]') : null
      const focused =
        event.target instanceof Element && event.type === 'focusin' ? event.target.querySelector<HTMLElement>('[data-appointment]') : null
      clearTimeout(timer)
      const target = card ?? focused
      if (!target) return setHovered(null)
      timer = setTimeout(() => setHovered(target), delayMs)
    }
    const listening = new AbortController()
    const options = { signal: listening.signal, capture: true, passive: true }
    root.addEventListener('pointerover', show, options)
    root.addEventListener('focusin', show, options)
    for (const type of ['pointerleave', 'pointerdown', 'focusout', 'scroll', 'keydown']) root.addEventListener(type, hide, options)
    return () => {
      listening.abort()
      hide()
    }
  }, [within])
  return hovered?.isConnected ? hovered : null
}
