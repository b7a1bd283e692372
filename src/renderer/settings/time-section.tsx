import { Group, Select } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { formatTime } from '../ui/format.ts'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** `UTC` is missing from the list of canonical names, and offices use it all the same. */
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const asSystem = 'system'
const dayOptions = [{ value: asSystem, label: 'As the system says' }, ...weekdays.map((label, day) => ({ value: String(day), label }))]

/** The office's own time. */
export function TimeSection({ settings }: { settings: Settings }) {
  const office = useOffice()
  const now = useNow()
  const { form, save, onSubmit } = useSettingsForm(
    { timeZone: settings.timeZone, firstDayOfWeek: settings.firstDayOfWeek },
    { timeZone: (zone) => (zone ? null : 'Choose a time zone.') },
    'Saved. Every time is shown in this zone.',
  )
  const { timeZone, firstDayOfWeek } = form.values
  // A zone of the settings file may be an older name that this runtime knows and does not list.
  const options = zones.includes(timeZone) ? zones : [timeZone, ...zones]
  return (
    <FormSection
      title="Time"
      description="The calendar and every time in this window are drawn in the office's zone; a client's own is shown beside it where it differs. Appointments do not move."
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Group align="flex-start" gap="md">
        <Select
          label="Office's time zone"
          description={`It is ${formatTime(now, { ...office, timeZone })} there now`}
          w={260}
          searchable
          allowDeselect={false}
          limit={100}
          nothingFoundMessage="No zone of this name. Try a city: Berlin, New York."
          data={options}
          {...form.getInputProps('timeZone')}
        />
        <Select
          label="First day of the week"
          description="In the week and month views"
          w={200}
          allowDeselect={false}
          data={dayOptions}
          value={firstDayOfWeek === null ? asSystem : String(firstDayOfWeek)}
          onChange={(day) => form.setFieldValue('firstDayOfWeek', day === null || day === asSystem ? null : Number(day))}
        />
      </Group>
    </FormSection>
  )
}
