import { t } from '../ui/t.tsx'

/** What the arrows of a calendar to pick a day from are called, for readers. */
export function datePickerLabels() {
  return {
    previousMonth: t('calendar.period.previousMonth'),
    nextMonth: t('calendar.period.nextMonth'),
    previousYear: t('calendar.period.previousYear'),
    nextYear: t('calendar.period.nextYear'),
    previousDecade: t('calendar.period.previousDecade'),
    nextDecade: t('calendar.period.nextDecade'),
  }
}
