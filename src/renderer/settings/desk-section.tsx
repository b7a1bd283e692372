import { Group, Select, TextInput } from '@mantine/core'
import { languageNames, languages } from '../../shared/messages/translator.ts'
import type { Settings } from '../../shared/settings.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** The same as the contract's: the desk checks again. */
const longestName = 100
const asSystem = 'system'

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
        <Select
          label={t('settings.person.language')}
          description={t('settings.person.languageMeans')}
          w={260}
          allowDeselect={false}
          data={[
            { value: asSystem, label: t('settings.asSystem') },
            ...languages.map((each) => ({ value: each, label: languageNames[each] })),
          ]}
          value={language ?? asSystem}
          onChange={(chosen) => form.setFieldValue('language', languages.find((each) => each === chosen) ?? null)}
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
