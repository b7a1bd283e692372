import { Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import type { DeskMark } from '../../shared/words.ts'
import { useOffice } from '../app/office.ts'
import { askToCancel } from '../gestures/ask-cancel.ts'
import { MarkButtons } from '../gestures/mark-buttons.tsx'
import { inOrder, markKeys } from '../gestures/mark-keys.ts'
import { mark } from '../gestures/mark.tsx'
import { subjectOfCard, Who } from '../gestures/subject.tsx'
import { undoNewest } from '../gestures/undo.tsx'
import { formatTime } from '../ui/format.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { t } from '../ui/t.tsx'
import classes from './today.module.css'

/** One line each, with its keys; the line goes when it is settled, and the next one takes its place and the focus. */
export function SettleList({ cards, onOpen }: { cards: readonly AppointmentCard[]; onOpen(id: number): void }) {
  const office = useOffice()
  const list = useRef<HTMLUListElement>(null)
  const at = useRef(0)

  // What was settled is gone, and its focus with it; also where a dialog lay over the list meanwhile. Lines that come or go above move its place.
  useEffect(() => {
    const observer = new MutationObserver(() => {
      const lines = linesIn(list.current)
      const place = lines.findIndex((line) => line.contains(document.activeElement))
      if (place !== -1) at.current = place
      if (document.activeElement !== document.body) return
      ;(lines[Math.min(at.current, lines.length - 1)] ?? list.current)?.focus()
    })
    observer.observe(document.body, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [])

  const onKeyDown = (event: KeyboardEvent, card: AppointmentCard, index: number): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const as = inOrder.find((each) => markKeys[each] === event.key.toLowerCase())
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (as) settle(card, as)
    else if (step) linesIn(list.current)[index + step]?.focus()
    else if (event.key.toLowerCase() === 'u') undoNewest()
    else if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(card.id)
    else return
    event.preventDefault()
  }

  return (
    <>
      <ul ref={list} className={classes.lines} tabIndex={-1} aria-label={t('today.settleList')}>
        {cards.map((card, index) => (
          // The line takes the focus and the keys; its buttons do the same by click.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={card.id}
            tabIndex={0}
            data-autofocus={index === 0 ? true : undefined}
            className={classes.settleLine}
            onFocus={() => (at.current = index)}
            onKeyDown={(event) => onKeyDown(event, card, index)}
          >
            <time dateTime={new Date(card.startMs).toISOString()}>{formatTime(card.startMs, office)}</time>
            <span className={classes.settleWho}>
              <Who name={subjectOfCard(card).name} /> <OriginMark origin={card.origin} />
              <span className={classes.quiet}>{card.hostLabel}</span>
            </span>
            <MarkButtons status={card.status} compact onMark={(as) => settle(card, as)} />
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt={6}>
        {cards.length === 0 ? t('today.settled') : t('today.settleKeys')}
      </Text>
    </>
  )
}

function settle(card: AppointmentCard, as: DeskMark): void {
  const subject = subjectOfCard(card)
  if (as === 'cancelled') askToCancel(subject)
  else void mark(subject, as)
}

function linesIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(':scope > li') ?? [])]
}
