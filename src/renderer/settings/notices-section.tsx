import { Checkbox, Group, Stack, Switch } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import type { Settings } from '../../shared/settings.ts'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

const usualNight = { from: '18:00', to: '08:00' }
const clock = /^\d{2}:\d{2}/

/** What the system tells of deliveries, and when it keeps quiet. */
export function NoticesSection({ settings }: { settings: Settings }) {
  const office = useOffice()
  const { form, save, onSubmit } = useSettingsForm(
    { notices: settings.notices },
    {
      notices: {
        quietHours: {
          from: (from: string) => (clock.test(from) ? null : t('notices.settings.timeNeeded')),
          to: (to: string) => (clock.test(to) ? null : t('notices.settings.timeNeeded')),
        },
      },
    },
    t('notices.settings.saved'),
  )
  const { quietHours } = form.values.notices
  const setQuiet = (patch: Partial<typeof usualNight>): void =>
    form.setFieldValue('notices.quietHours', { ...(quietHours ?? usualNight), ...patch })
  return (
    <FormSection
      title={t('notices.settings.title')}
      description={t('notices.settings.description')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Stack gap="xs">
        {(['booked', 'cancelled', 'rescheduled'] as const).map((kind) => (
          <Checkbox key={kind} label={t(`notices.settings.${kind}`)} {...form.getInputProps(`notices.${kind}`, { type: 'checkbox' })} />
        ))}
      </Stack>
      <Switch
        label={t('notices.settings.quiet')}
        description={t('notices.settings.quietMore')}
        checked={quietHours !== null}
        onChange={({ currentTarget }) => form.setFieldValue('notices.quietHours', currentTarget.checked ? usualNight : null)}
      />
      {quietHours !== null && (
        <Group gap="md" align="flex-start">
          {(['from', 'to'] as const).map((end) => (
            <TimePicker
              key={end}
              size="xs"
              w={120}
              label={t(`notices.settings.${end}`)}
              hoursInputLabel={t(`notices.settings.${end}Hours`)}
              minutesInputLabel={t(`notices.settings.${end}Minutes`)}
              amPmInputLabel={t(`notices.settings.${end}HalfOfDay`)}
              format={office.hour12 ? '12h' : '24h'}
              value={quietHours[end]}
              onChange={(time) => setQuiet({ [end]: time.slice(0, 5) })}
              error={form.errors[`notices.quietHours.${end}`]}
            />
          ))}
        </Group>
      )}
    </FormSection>
  )
}
