import { Switch } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** Whether Deskbell goes on without a window. */
export function BackgroundSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm({ staysInBackground: settings.staysInBackground }, {}, t('tray.settings.saved'))
  return (
    <FormSection
      title={t('tray.settings.title')}
      description={t('tray.settings.about')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Switch
        label={t('tray.settings.stays')}
        description={t('tray.settings.staysMore')}
        {...form.getInputProps('staysInBackground', { type: 'checkbox' })}
      />
    </FormSection>
  )
}
