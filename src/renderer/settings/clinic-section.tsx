import { Radio, Stack } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** The clinic's contradictory timestamp. */
export function ClinicSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm({ clinicTimestamp: settings.clinicTimestamp }, {}, t('settings.savedFromNowOn'))
  return (
    <FormSection
      title={t('settings.clinic.title')}
      description={t('settings.clinic.about')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Radio.Group label={t('settings.clinic.question')} {...form.getInputProps('clinicTimestamp')}>
        <Stack gap="xs" mt={6}>
          <Radio value="start" label={t('settings.clinic.start')} description={t('settings.clinic.startMeans')} />
          <Radio value="event" label={t('settings.clinic.event')} description={t('settings.clinic.eventMeans')} />
        </Stack>
      </Radio.Group>
    </FormSection>
  )
}
