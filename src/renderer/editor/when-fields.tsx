import { NumberInput } from '@mantine/core'
import { DateInput, TimePicker } from '@mantine/dates'
import { useOffice } from '../app/office.ts'
import { datePickerLabels } from '../calendar/date-picker-labels.ts'
import { lengthText } from '../calendar/describe.ts'
import type { Span } from '../calendar/slots.ts'
import { formatDay } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { endsNextDay, lastDay, withFrom } from './fields.ts'
import classes from './editor.module.css'
import type { FieldErrors, Fields } from './fields.ts'

export interface WhenFieldsProps {
  readonly fields: Fields
  readonly errors: FieldErrors
  /** Null while the times say none. */
  readonly span: Span | null
  readonly canRepeat: boolean
  onChange(patch: Partial<Fields>): void
}

/** Day, from, to and how often, on the office's clock. */
export function WhenFields({ fields, errors, span, canRepeat, onChange }: WhenFieldsProps) {
  const office = useOffice()
  const utc = { ...office, timeZone: 'UTC' }
  const times = {
    format: office.hour12 ? ('12h' as const) : ('24h' as const),
    minutesStep: 5,
    amPmLabels: { am: t('editor.am'), pm: t('editor.pm') },
    amPmInputLabel: t('editor.amPm'),
  }
  return (
    <>
      <DateInput
        size="xs"
        label={t('editor.day')}
        value={fields.day || null}
        // Days have no zone: read as UTC, written as UTC.
        valueFormat={(day) => formatDay(Date.parse(day), utc)}
        dateParser={(text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)}
        firstDayOfWeek={office.firstDayOfWeek as 0 | 1 | 2 | 3 | 4 | 5 | 6}
        weekendDays={[]}
        highlightToday
        ariaLabels={datePickerLabels()}
        error={errors.day && t(errors.day)}
        onChange={(day) => onChange({ day: day ?? '' })}
      />
      <TimePicker
        className={classes.narrow}
        size="xs"
        label={t('editor.from')}
        hoursInputLabel={t('editor.fromHours')}
        minutesInputLabel={t('editor.fromMinutes')}
        {...times}
        value={fields.from}
        error={errors.from && t(errors.from)}
        onChange={(from) => onChange(withFrom(fields, from.slice(0, 5)))}
      />
      <TimePicker
        className={classes.narrow}
        size="xs"
        label={t('editor.to')}
        hoursInputLabel={t('editor.toHours')}
        minutesInputLabel={t('editor.toMinutes')}
        {...times}
        value={fields.to}
        error={errors.to && t(errors.to)}
        description={span && (endsNextDay(fields) ? t('editor.nextDay', { length: lengthText(span) }) : lengthText(span))}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(to) => onChange({ to: to.slice(0, 5) })}
      />
      {canRepeat && (
        <NumberInput
          size="xs"
          label={t('editor.weeks')}
          min={1}
          max={52}
          allowDecimal={false}
          value={fields.weeks}
          error={errors.weeks && t(errors.weeks)}
          description={
            fields.weeks > 1 && fields.day ? t('editor.until', { day: formatDay(Date.parse(lastDay(fields)), utc) }) : t('editor.once')
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(weeks) => onChange({ weeks: Number(weeks) })}
        />
      )}
    </>
  )
}
