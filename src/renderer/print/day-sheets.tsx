import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import type { Day } from '../calendar/office-days.ts'
import { addDays, dayStartMs } from '../calendar/office-days.ts'
import { formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { dayFontPoints, layOutDay } from './lay-out.ts'
import type { PrintedColumn, PrintedPlace } from './lay-out.ts'
import { detailOf, subjectOf } from './printed-cards.ts'
import type { SheetSize } from './print-order.ts'
import { headMm, Sheet } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'
import classes from './sheet.module.css'

const columnHeadMm = 6

export interface DaySheetsProps extends Omit<SheetProps, 'children'> {
  readonly day: Day
  readonly cards: readonly AppointmentCard[]
  readonly hosts: readonly Host[]
  readonly office: Office
}

/** Everyone's day: a column a team member, twelve on a page at most. */
export function DaySheets({ day, cards, hosts, office, ...sheet }: DaySheetsProps) {
  const laidOut = layOutDay(cards, hosts, day, office.timeZone)
  const heightMm = sheet.size.height - headMm - columnHeadMm
  const hours = Array.from({ length: laidOut.toHour - laidOut.fromHour }, (_, index) => laidOut.fromHour + index)
  return laidOut.pages.map((columns, page) => (
    <Sheet key={page} {...sheet}>
      <div className={classes.day} style={{ fontSize: `${dayFontPoints(columns.length, laidOut, heightMm)}pt` }}>
        <div className={classes.hours} style={{ marginTop: `${columnHeadMm}mm`, height: `${heightMm}mm` }}>
          {hours.map((hour) => (
            <div key={hour} className={classes.hour}>
              {hourText(hour, day, office)}
            </div>
          ))}
        </div>
        {columns.map((column) => (
          <div key={column.key} className={classes.column}>
            <div className={classes.columnHead} style={{ height: `${columnHeadMm}mm` }}>
              {column.name}
            </div>
            <ColumnBody
              column={column}
              hours={hours}
              size={{ ...sheet.size, height: heightMm }}
              office={office}
              withNames={sheet.withNames}
            />
          </div>
        ))}
      </div>
    </Sheet>
  ))
}

interface ColumnBodyProps {
  readonly column: PrintedColumn
  readonly hours: readonly number[]
  readonly size: SheetSize
  readonly office: Office
  readonly withNames: boolean
}

function ColumnBody({ column, hours, size, office, withNames }: ColumnBodyProps) {
  return (
    <div className={classes.columnBody} style={{ height: `${size.height}mm` }}>
      {hours.map((hour) => (
        <div key={hour} className={classes.hourLine} />
      ))}
      {column.places.map((place) => (
        <Place key={place.card.id} place={place} office={office} withNames={withNames} />
      ))}
    </div>
  )
}

function Place({
  place: { card, top, height, left, width },
  office,
  withNames,
}: {
  place: PrintedPlace
  office: Office
  withNames: boolean
}) {
  const detail = detailOf(card, withNames)
  return (
    <div
      className={classes.place}
      data-status={card.status}
      style={{ top: `${top * 100}%`, height: `${height * 100}%`, left: `${left * 100}%`, width: `${width * 100}%` }}
    >
      <div className={classes.placeLine}>
        <span className={classes.time}>{formatTime(card.startMs, office)}</span>{' '}
        <span className={classes.subject}>{subjectOf(card, withNames)}</span>
        {card.status !== 'scheduled' && <StatusMark status={card.status} iconOnly size={9} />}
      </div>
      {detail !== null && <div className={classes.detail}>{detail}</div>}
    </div>
  )
}

/** As the office's clock shows it; the day itself may lack the hour or have it twice. */
function hourText(hour: number, day: Day, office: Office): string {
  const utc = { ...office, timeZone: 'UTC' }
  return formatTime(dayStartMs(addDays(day, 0), 'UTC') + hour * 3_600_000, utc)
}
