import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect } from 'react'
import type { ReactNode } from 'react'
import { languageFor } from '../../shared/messages/translator.ts'
import type { Language } from '../../shared/messages/translator.ts'
import { isBrowser } from '../browser/where.ts'
import { setLanguage } from '../ui/t.tsx'
import { createMemory } from './memory.ts'
import { settingsQuery } from './queries.ts'

/** So that the first picture has the right words, before the settings came. */
const remembered = createMemory<{ language: Language | null }>('language', { language: null })

/** Another language for this browser alone. Null: as the system says. */
export function rememberLanguage(language: Language | null): void {
  remembered.set({ language })
}

/** What was chosen for this browser alone. */
export function useOwnLanguage(): Language | null {
  return remembered.use().language
}

/** Before anybody is signed in: what was chosen here, else the browser's own. */
export function ownLanguage(): Language {
  return languageFor(remembered.get().language, navigator.language)
}

/** Renders everything anew when the language changes: words are looked up while rendering, and nothing holds on to them. */
export function InLanguage({ children }: { children: ReactNode }) {
  const { data: settings } = useQuery(settingsQuery)
  const { language: own } = remembered.use()
  // The office's language is the window's; each browser of another desk has its own.
  const chosen = settings && !isBrowser ? settings.language : own
  const language = languageFor(chosen, navigator.language)
  // Before what is inside is rendered: it looks its words up while rendering.
  setLanguage(language)
  useEffect(() => {
    document.documentElement.lang = language
    if (settings && !isBrowser) remembered.set({ language: settings.language })
  }, [language, settings])
  return <Fragment key={language}>{children}</Fragment>
}
