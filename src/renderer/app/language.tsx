import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect } from 'react'
import type { ReactNode } from 'react'
import { languageFor } from '../../shared/messages/translator.ts'
import type { Language } from '../../shared/messages/translator.ts'
import { setLanguage } from '../ui/t.tsx'
import { createMemory } from './memory.ts'
import { settingsQuery } from './queries.ts'

/** So that the first picture has the right words, before the settings came. */
const remembered = createMemory<{ language: Language | null }>('language', { language: null })

/** Renders everything anew when the language changes: words are looked up while rendering, and nothing holds on to them. */
export function InLanguage({ children }: { children: ReactNode }) {
  const { data: settings } = useQuery(settingsQuery)
  const chosen = settings ? settings.language : remembered.get().language
  const language = languageFor(chosen, navigator.language)
  // Before what is inside is rendered: it looks its words up while rendering.
  setLanguage(language)
  useEffect(() => {
    document.documentElement.lang = language
    if (settings) remembered.set({ language: settings.language })
  }, [language, settings])
  return <Fragment key={language}>{children}</Fragment>
}
