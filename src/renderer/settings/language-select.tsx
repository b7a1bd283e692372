import { Select, type SelectProps } from '@mantine/core'
import { languageNames, languages, type Language } from '../../shared/messages/translator.ts'
import { t } from '../ui/t.tsx'

const asSystem = 'system'

export interface LanguageSelectProps extends Pick<SelectProps, 'label' | 'description' | 'aria-label'> {
  /** Null: as the system has it. */
  readonly language: Language | null
  onLanguage(language: Language | null): void
}

export function LanguageSelect({ language, onLanguage, ...said }: LanguageSelectProps) {
  return (
    <Select
      {...said}
      w={260}
      allowDeselect={false}
      data={[{ value: asSystem, label: t('settings.asSystem') }, ...languages.map((each) => ({ value: each, label: languageNames[each] }))]}
      value={language ?? asSystem}
      onChange={(chosen) => onLanguage(languages.find((each) => each === chosen) ?? null)}
    />
  )
}
