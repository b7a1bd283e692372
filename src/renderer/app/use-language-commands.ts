import { useMutation } from '@tanstack/react-query'
import { languageNames, languages } from '../../shared/messages/translator.ts'
import type { Language } from '../../shared/messages/translator.ts'
import { isBrowser } from '../browser/where.ts'
import { desk } from '../desk/client.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { rememberLanguage } from './language.tsx'
import { useCommandList } from './commands.ts'

const commands = () =>
  languages.map((language) => ({
    id: `language-${language}`,
    label: t('app.language', { name: languageNames[language] }),
    group: t('app.group.window'),
  }))

/** The window's language, from the palette. */
export function useLanguageCommands(): void {
  const choose = useMutation({
    mutationFn: async (language: Language) => {
      if (isBrowser) rememberLanguage(language)
      else await desk.settings.update({ language })
    },
    onError: (error) => tellFailure(t('app.languageFailed'), error),
  })
  useCommandList(commands, (id) => {
    const language = languages.find((each) => id === `language-${each}`)
    if (language) choose.mutate(language)
  })
}
