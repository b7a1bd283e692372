import { Group, TextInput } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { t } from '../ui/t.tsx'
import { LanguageSelect } from './language-select.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** The same as the contract's: the desk checks again. */
const longestName = 100

/** Who works here, and in which language. */
export function DeskSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { language: settings.language, staffName: settings.staffName },
    {
      staffName: (name) =>
        name !== null && name.trim().length > longestName ? t('settings.person.tooLong', { count: longestName }) : null,
    },
    t('settings.person.saved'),
  )
  const { language, staffName } = form.values
  return (
    <FormSection
      title={t('settings.person.title')}
      description={t('settings.person.about')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Group align="flex-start" gap="md">
        <LanguageSelect
          label={t('settings.person.language')}
          description={t('settings.person.languageMeans')}
          language={language}
          onLanguage={(chosen) => form.setFieldValue('language', chosen)}
        />
        <TextInput
          label={t('settings.person.staffName')}
          description={t('settings.person.staffNameMeans')}
          data-private
          w={400}
          value={staffName ?? ''}
          error={form.errors['staffName']}
          onChange={(change) => form.setFieldValue('staffName', change.currentTarget.value === '' ? null : change.currentTarget.value)}
        />
      </Group>
    </FormSection>
  )
}
