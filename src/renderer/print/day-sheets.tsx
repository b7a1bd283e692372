import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import type { Day } from '../calendar/office-days.ts'
import { dayStartMs } from '../calendar/office-days.ts'
import { formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { dayFontPoints, layOutDay, linesOf, oneLineScale } from './lay-out.ts'
import type { PrintedPlace } from './lay-out.ts'
import { detailOf, subjectOf } from './printed-cards.ts'
import { headMm, Sheet } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'
import classes from './sheet.module.css'

const columnHeadMm = 8
const hoursMm = 10
/** An appointment's frame and what is free inside of it. */
const frameMm = 2.2

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
  return laidOut.pages.map((columns, page) => {
    const points = dayFontPoints(columns.length, laidOut, heightMm)
    const columnMm = (sheet.size.width - hoursMm) / columns.length
    return (
      <Sheet key={page} {...sheet}>
        <div className={classes.day} style={{ fontSize: `${points}pt` }} data-narrow={columns.length > 8 ? '' : undefined}>
          <div className={classes.hours} style={{ width: `${hoursMm}mm`, marginTop: `${columnHeadMm}mm`, height: `${heightMm}mm` }}>
            {hours.map((hour) => (
              <div key={hour} className={classes.hour}>
                {hourText(hour, day, office)}
              </div>
            ))}
          </div>
          {columns.map(({ key, name, places }) => (
            <div key={key} className={classes.column}>
              <div className={classes.columnHead} style={{ height: `${columnHeadMm}mm` }}>
                {name}
              </div>
              <div className={classes.columnBody} style={{ height: `${heightMm}mm` }}>
                {hours.map((hour) => (
                  <div key={hour} className={classes.hourLine} />
                ))}
                {places.map((place) => (
                  <Place
                    key={place.card.id}
                    place={place}
                    lines={linesOf(place.height, heightMm, points)}
                    points={points}
                    widthMm={columnMm * place.width - frameMm}
                    office={office}
                    withNames={sheet.withNames}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
      </Sheet>
    )
  })
}

interface PlaceProps {
  readonly place: PrintedPlace
  readonly lines: number
  readonly points: number
  readonly widthMm: number
  readonly office: Office
  readonly withNames: boolean
}

function Place({ place: { card, top, height, left, width }, lines, points, widthMm, office, withNames }: PlaceProps) {
  const detail = detailOf(card, withNames)
  const [time, subject] = [shortTime(card.startMs, office), subjectOf(card, withNames)]
  const scale = lines === 1 ? oneLineScale(time.length + 1 + subject.length, widthMm, points) : 1
  return (
    <div
      className={classes.place}
      data-status={card.status}
      style={{ top: `${top * 100}%`, height: `${height * 100}%`, left: `${left * 100}%`, width: `${width * 100}%` }}
    >
      <div
        className={classes.lines}
        data-one={lines === 1 ? '' : undefined}
        style={{ maxHeight: `${lines * 1.25}em`, fontSize: `${scale}em` }}
      >
        {card.status !== 'scheduled' && (
          <span className={classes.mark}>
            <StatusMark status={card.status} iconOnly size={9} />
          </span>
        )}
        <span className={classes.time}>{time}</span> <span className={classes.subject}>{subject}</span>
        {detail !== null && lines > 2 && <div className={classes.detail}>{detail}</div>}
      </div>
    </div>
  )
}

/** Whether it is morning or afternoon stands beside the columns. */
function shortTime(ms: number, office: Office): string {
  return formatTime(ms, office).replace(/\s*[ap]\.?m\.?$/i, '')
}

/** As the office's clock shows it; the day itself may lack the hour or have it twice. `8 AM`, `08:00` */
function hourText(hour: number, day: Day, office: Office): string {
  return formatTime(dayStartMs(day, 'UTC') + hour * 3_600_000, { ...office, timeZone: 'UTC' }).replace(/:00(?=\s*[ap]\.?m)/i, '')
}
