import type { AppointmentCard } from '../../shared/appointment.ts'
import { doubts, timesText } from '../calendar/describe.ts'
import type { Office } from '../ui/format.ts'
import { sourceName, statusLabel } from '../ui/labels.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { linesMm, pointsPerMm } from './lay-out.ts'
import { detailOf, subjectOf } from './printed-cards.ts'
import { headMm, Sheet } from './sheet.tsx'
import type { SheetProps } from './sheet.tsx'
import classes from './sheet.module.css'

const rowHeadMm = 7
/** Room to write something beside it. */
const tallestMm = 11

/** One person's day: a line an appointment, with room for a note. */
export function ListSheet({
  cards,
  office,
  ...sheet
}: Omit<SheetProps, 'children'> & { cards: readonly AppointmentCard[]; office: Office }) {
  const rowMm = Math.min(tallestMm, (sheet.size.height - headMm - rowHeadMm) / Math.max(cards.length, 1))
  const points = Math.max(4, Math.min(9.5, (rowMm * pointsPerMm) / 1.5))
  return (
    <Sheet {...sheet}>
      <table className={classes.list} data-tight={rowMm < 2 * linesMm(points) ? '' : undefined} style={{ fontSize: `${points}pt` }}>
        <thead>
          <tr style={{ height: `${rowHeadMm}mm` }}>
            <th className={classes.timeCell}>{t('print.column.time')}</th>
            <th>{t(sheet.withNames ? 'print.column.client' : 'print.column.appointment')}</th>
            {sheet.withNames && <th>{t('print.column.appointment')}</th>}
            <th>{t('print.column.source')}</th>
            <th>{t('print.column.status')}</th>
            <th className={classes.noteCell}>{t('print.column.note')}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.id} style={{ height: `${rowMm}mm` }}>
              <td className={classes.timeCell}>{timesText(card, office)}</td>
              <td className={classes.subjectCell}>{subjectOf(card, sheet.withNames)}</td>
              {sheet.withNames && <td>{detailOf(card, true)}</td>}
              <td>{sourceName(card.source)}</td>
              <td>
                <span className={classes.status}>
                  <StatusMark status={card.status} iconOnly size={11} /> {statusLabel(card.status)}
                </span>
              </td>
              <td className={classes.noteCell}>{doubts(card).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
