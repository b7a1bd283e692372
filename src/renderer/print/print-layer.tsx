import { useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { weekStart } from '../calendar/office-days.ts'
import { periodOf } from '../calendar/period.ts'
import { periodText } from '../calendar/period-text.ts'
import { hostName } from '../calendar/team-columns.ts'
import { formatDate, formatTime } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { DaySheets } from './day-sheets.tsx'
import { ListSheet } from './list-sheet.tsx'
import { isLandscape, marginMm, sheetSize } from './print-order.ts'
import { isPrinted } from './printed-cards.ts'
import type { Printout } from './printing.ts'
import { WeekSheet } from './week-sheet.tsx'
import classes from './sheet.module.css'

/** What the printer sees of this window, and nobody else: the page itself stays out of it. */
export function PrintLayer({ printout }: { printout: Printout }) {
  const { order, paper } = printout
  const landscape = isLandscape(order)
  useLayoutEffect(
    () => adoptRule(`@page { size: ${paper} ${landscape ? 'landscape' : 'portrait'}; margin: ${marginMm}mm; }`),
    [paper, landscape],
  )
  return createPortal(
    <div className={classes.layer}>
      <Sheets printout={printout} />
    </div>,
    document.body,
  )
}

function Sheets({ printout: { order, paper, cards: all, hosts, office, printedAtMs } }: { printout: Printout }) {
  const cards = all.filter(isPrinted).sort((a, b) => a.startMs - b.startMs)
  const host = order.hostId === null ? undefined : hosts.find(({ id }) => id === order.hostId)
  const sheet = {
    size: sheetSize(paper, isLandscape(order)),
    who: host === undefined ? t('print.everyone') : hostName(host),
    count: cards.length,
    withNames: order.withNames,
    printedAt: `${formatDate(printedAtMs, office)} ${formatTime(printedAtMs, office)}`,
  }
  if (order.what === 'week') {
    const title = periodText('week', order.day, periodOf('week', order.day, office), office)
    const firstDay = weekStart(order.day, office.firstDayOfWeek)
    return <WeekSheet {...sheet} title={title} firstDay={firstDay} cards={cards} office={office} withHosts={order.hostId === null} />
  }
  const title = new Intl.DateTimeFormat(office.locale, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(order.day))
  if (order.hostId !== null) return <ListSheet {...sheet} title={title} cards={cards} office={office} />
  return <DaySheets {...sheet} title={title} day={order.day} cards={cards} hosts={hosts} office={office} />
}

/** A rule for the paper cannot stand in a style sheet of ours: it depends on the order. Returns its undoing. */
function adoptRule(rule: string): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rule)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
