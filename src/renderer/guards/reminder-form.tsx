import { Group, NumberInput, Switch } from '@mantine/core'
import { reminderBounds } from '../../shared/guard-bounds.ts'
import type { Settings } from '../../shared/settings.ts'
import { SectionForm } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { t } from '../ui/t.tsx'

const { min, max, usual } = reminderBounds

/** After how long a signing secret should be replaced. */
export function ReminderForm({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { secretReminderDays: settings.secretReminderDays },
    {
      secretReminderDays: (days) =>
        days === null || (Number.isInteger(days) && days >= min && days <= max) ? null : t('guards.between', { min, max }),
    },
    t('guards.reminder.saved'),
  )
  const days = form.values.secretReminderDays
  return (
    <SectionForm onSubmit={onSubmit} onReset={form.reset} dirty={form.isDirty()} saving={save.isPending}>
      <Group align="flex-start" gap="md">
        <Switch
          label={t('guards.reminder.label')}
          description={t('guards.reminder.means')}
          checked={days !== null}
          onChange={({ currentTarget }) => form.setFieldValue('secretReminderDays', currentTarget.checked ? usual : null)}
        />
        {days !== null && (
          <NumberInput
            label={t('guards.reminder.days')}
            suffix={t('guards.reminder.daysUnit')}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            w={150}
            {...form.getInputProps('secretReminderDays')}
          />
        )}
      </Group>
    </SectionForm>
  )
}
