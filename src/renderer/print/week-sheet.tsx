import type { AppointmentCard } from '../../shared/appointment.ts'
import { addDays, dayOf } from '../calendar/office-days.ts'
import type { Day } from '../calendar/office-days.ts'
import { formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { linesFontPoints, paragraphsFontPoints } from './lay-out.ts'
import { detailOf, subjectOf } from './printed-cards.ts'
import { headMm, Sheet } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'
import classes from './sheet.module.css'

const columnHeadMm = 7
/** Around what is in a column. */
const paddingMm = 1.6
/** With no more a day, each has three lines: a name may take two. */
const mostRoomy = 14
/** With no more a day, each has a line of its own; with more, those of one time share a paragraph. */
const mostLines = 50

type Setting = 'roomy' | 'lines' | 'dense'

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
  const fullest = Math.max(...days.map((day) => day.cards.length))
  const setting: Setting = fullest <= mostRoomy ? 'roomy' : fullest <= mostLines ? 'lines' : 'dense'
  const room = { width: sheet.size.width / 7 - paddingMm, height: sheet.size.height - headMm - columnHeadMm - paddingMm }
  const paragraphs = days.map((day) => byTime(day.cards, office))
  const points =
    setting === 'dense'
      ? paragraphsFontPoints(
          paragraphs.map((times) =>
            times.map(({ time, cards }) => [time.length, ...cards.map((card) => pieceOf(card, sheet.withNames, withHosts).length + 1)]),
          ),
          room,
        )
      : linesFontPoints(setting === 'roomy' ? fullest * 3 : fullest, room.height)
  return (
    <Sheet {...sheet}>
      <div className={classes.week} style={{ fontSize: `${points}pt`, height: `${sheet.size.height - headMm}mm` }}>
        {days.map(({ day, cards: own }, index) => (
          <div key={day} className={classes.weekDay}>
            <div className={classes.columnHead} style={{ height: `${columnHeadMm}mm` }}>
              {dayText(day, office)}
            </div>
            <ol className={classes.entries}>
              {setting === 'dense'
                ? paragraphs[index]?.map(({ time, cards: together }) => (
                    <li key={time} className={classes.entry}>
                      <span className={classes.slot}>{time}</span>
                      {together.map((card, place) => (
                        <span key={card.id}>
                          {' '}
                          <span className={classes.piece}>
                            {pieceOf(card, sheet.withNames, withHosts)}
                            {place < together.length - 1 && ','}
                          </span>
                        </span>
                      ))}
                    </li>
                  ))
                : own.map((card) => (
                    <Entry
                      key={card.id}
                      card={card}
                      office={office}
                      withNames={sheet.withNames}
                      withHost={withHosts}
                      isRoomy={setting === 'roomy'}
                    />
                  ))}
            </ol>
          </div>
        ))}
      </div>
    </Sheet>
  )
}

/** Of one day, those that start together. */
function byTime(cards: readonly AppointmentCard[], office: Office): { readonly time: string; readonly cards: AppointmentCard[] }[] {
  const times = new Map<string, AppointmentCard[]>()
  for (const card of cards) {
    const time = formatTime(card.startMs, office)
    times.set(time, [...(times.get(time) ?? []), card])
  }
  return [...times].map(([time, together]) => ({ time, cards: together }))
}

/** `Jane Doe/AB`: the host by initials, where there is no room for more. */
function pieceOf(card: AppointmentCard, withNames: boolean, withHost: boolean): string {
  const initials = card.hostLabel
    ?.match(/(?<![\p{L}\p{N}'’-])\p{L}/gu)
    ?.slice(0, 3)
    .join('')
  return withHost && initials ? `${subjectOf(card, withNames)}/${initials}` : subjectOf(card, withNames)
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
    <li className={classes.entry} data-status={card.status} data-one={isRoomy ? undefined : ''}>
      {card.status !== 'scheduled' && (
        <span className={classes.mark}>
          <StatusMark status={card.status} iconOnly size={8} />
        </span>
      )}
      <span className={classes.time}>{formatTime(card.startMs, office)}</span>{' '}
      <span className={classes.subject}>{subjectOf(card, withNames)}</span>
      {asides.length > 0 && (isRoomy ? <div className={classes.detail}>{asides.join(' · ')}</div> : ` ${asides.join(' · ')}`)}
    </li>
  )
}

function dayText(day: Day, { locale }: Office): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(day))
}
