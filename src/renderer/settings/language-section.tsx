import { rememberLanguage, useOwnLanguage } from '../app/language.tsx'
import { t } from '../ui/t.tsx'
import { LanguageSelect } from './language-select.tsx'
import { Section } from './section.tsx'

/** The language of this browser alone: each of the other desks has its own. Taken at once, as its looks are. */
export function LanguageSection() {
  const language = useOwnLanguage()
  return (
    <Section title={t('settings.person.language')} description={t('desks.ownLanguage')}>
      <LanguageSelect aria-label={t('settings.person.language')} language={language} onLanguage={rememberLanguage} />
    </Section>
  )
}
