import type { AppointmentCard } from '../../shared/appointment.ts'
import { addDays, dayOf } from '../calendar/office-days.ts'
import type { Day } from '../calendar/office-days.ts'
import { formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { listSetting } from './lay-out.ts'
import { detailOf, subjectOf } from './printed-cards.ts'
import { headMm, Sheet } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'
import classes from './sheet.module.css'

const columnHeadMm = 7
/** With no more a day, each has a second line. */
const roomy = 20

export interface WeekSheetProps extends Omit<SheetProps, 'children'> {
  readonly firstDay: Day
  readonly cards: readonly AppointmentCard[]
  readonly office: Office
  /** False: it is one person's week, who need not be named again. */
  readonly withHosts: boolean
}

/** A week: a column a day, each a list by time, in letters as large as the fullest day allows. */
export function WeekSheet({ firstDay, cards, office, withHosts, ...sheet }: WeekSheetProps) {
  const days = Array.from({ length: 7 }, (_, index) => {
    const day = addDays(firstDay, index)
    return { day, cards: cards.filter(({ startMs }) => dayOf(startMs, office.timeZone) === day) }
  })
  const fullest = Math.max(1, ...days.map((day) => day.cards.length))
  const isRoomy = fullest <= roomy
  const { points, columns } = listSetting(isRoomy ? fullest * 2 : fullest, sheet.size.height - headMm - columnHeadMm - 2)
  return (
    <Sheet {...sheet}>
      <div className={classes.week} style={{ fontSize: `${points}pt` }}>
        {days.map(({ day, cards: own }) => (
          <div key={day} className={classes.weekDay}>
            <div className={classes.columnHead} style={{ height: `${columnHeadMm}mm` }}>
              {dayText(day, office)}
            </div>
            <ol className={classes.entries} style={{ columnCount: columns }}>
              {own.map((card) => (
                <Entry key={card.id} card={card} office={office} withNames={sheet.withNames} withHost={withHosts} isRoomy={isRoomy} />
              ))}
            </ol>
          </div>
        ))}
      </div>
    </Sheet>
  )
}

interface EntryProps {
  readonly card: AppointmentCard
  readonly office: Office
  readonly withNames: boolean
  readonly withHost: boolean
  readonly isRoomy: boolean
}

function Entry({ card, office, withNames, withHost, isRoomy }: EntryProps) {
  const asides = [isRoomy ? detailOf(card, withNames) : null, withHost ? card.hostLabel : null].filter((aside) => aside !== null)
  return (
    <li className={classes.entry} data-status={card.status}>
      <div className={classes.placeLine}>
        <span className={classes.time}>{formatTime(card.startMs, office)}</span>{' '}
        <span className={classes.subject}>{subjectOf(card, withNames)}</span>
        {!isRoomy && asides.length > 0 && <span className={classes.inlineAside}> {asides.join(' · ')}</span>}
        {card.status !== 'scheduled' && <StatusMark status={card.status} iconOnly size={8} />}
      </div>
      {isRoomy && <div className={classes.detail}>{asides.join(' · ')}</div>}
    </li>
  )
}

function dayText(day: Day, { locale }: Office): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(day))
}
