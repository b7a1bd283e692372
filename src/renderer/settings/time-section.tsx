import { Group, Select } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { formatTime } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** `UTC` is missing from the list of canonical names, and offices use it all the same. */
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const asSystem = 'system'

/** Sunday is 0. The first of August 2021 was one. */
function dayOptions(locale: string): { value: string; label: string }[] {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const days = Array.from({ length: 7 }, (_, day) => ({ value: String(day), label: name.format(Date.UTC(2021, 7, 1 + day)) }))
  return [{ value: asSystem, label: t('settings.asSystem') }, ...days]
}

/** The office's own time. */
export function TimeSection({ settings }: { settings: Settings }) {
  const office = useOffice()
  const now = useNow()
  const { form, save, onSubmit } = useSettingsForm(
    { timeZone: settings.timeZone, firstDayOfWeek: settings.firstDayOfWeek },
    { timeZone: (zone) => (zone ? null : t('settings.time.noZone')) },
    t('settings.time.saved'),
  )
  const { timeZone, firstDayOfWeek } = form.values
  // A zone of the settings file may be an older name that this runtime knows and does not list.
  const options = zones.includes(timeZone) ? zones : [timeZone, ...zones]
  return (
    <FormSection
      title={t('settings.time.title')}
      description={t('settings.time.about')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Group align="flex-start" gap="md">
        <Select
          label={t('settings.time.zone')}
          description={t('settings.time.now', { time: formatTime(now, { ...office, timeZone }) })}
          w={260}
          searchable
          allowDeselect={false}
          limit={100}
          nothingFoundMessage={t('settings.time.unknownZone')}
          data={options}
          {...form.getInputProps('timeZone')}
        />
        <Select
          label={t('settings.time.firstDay')}
          description={t('settings.time.firstDayMeans')}
          w={200}
          allowDeselect={false}
          data={dayOptions(office.locale)}
          value={firstDayOfWeek === null ? asSystem : String(firstDayOfWeek)}
          onChange={(day) => form.setFieldValue('firstDayOfWeek', day === null || day === asSystem ? null : Number(day))}
        />
      </Group>
    </FormSection>
  )
}
