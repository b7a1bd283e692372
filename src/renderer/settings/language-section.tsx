import { Select } from '@mantine/core'
import { languageNames, languages } from '../../shared/messages/translator.ts'
import { rememberLanguage, useOwnLanguage } from '../app/language.tsx'
import { t } from '../ui/t.tsx'
import { Section } from './section.tsx'

const asSystem = 'system'

/** The language of this browser alone: each of the other desks has its own. Taken at once, as its looks are. */
export function LanguageSection() {
  const language = useOwnLanguage()
  return (
    <Section title={t('settings.person.language')} description={t('desks.ownLanguage')}>
      <Select
        aria-label={t('settings.person.language')}
        w={260}
        allowDeselect={false}
        data={[
          { value: asSystem, label: t('settings.asSystem') },
          ...languages.map((each) => ({ value: each, label: languageNames[each] })),
        ]}
        value={language ?? asSystem}
        onChange={(chosen) => rememberLanguage(languages.find((each) => each === chosen) ?? null)}
      />
    </Section>
  )
}
