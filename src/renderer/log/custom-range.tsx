import { DateTimePicker } from '@mantine/dates'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { fromWall, toWall } from './wall.ts'

/** From when and until when, on the office's clock. Either side may be open. */
export function CustomRange({
  fromMs,
  toMs,
  onChange,
}: {
  fromMs: number | null
  toMs: number | null
  onChange(range: { fromMs?: number | null; toMs?: number | null }): void
}) {
  const { timeZone, firstDayOfWeek } = useOffice()
  const shared = {
    size: 'xs',
    w: 146,
    clearable: true,
    valueFormat: t('log.filter.dateFormat'),
    firstDayOfWeek: firstDayOfWeek as 0 | 1 | 2 | 3 | 4 | 5 | 6,
  } as const
  return (
    <>
      <DateTimePicker
        {...shared}
        aria-label={t('log.filter.from')}
        placeholder={t('log.filter.from')}
        value={toWall(fromMs, timeZone)}
        onChange={(wall) => onChange({ fromMs: fromWall(wall, timeZone) })}
      />
      <DateTimePicker
        {...shared}
        aria-label={t('log.filter.to')}
        placeholder={t('log.filter.to')}
        value={toWall(toMs, timeZone)}
        onChange={(wall) => onChange({ toMs: fromWall(wall, timeZone) })}
      />
    </>
  )
}
