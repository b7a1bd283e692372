import { useMantineColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { t } from '../ui/t.tsx'
import { useCommands } from './commands.ts'
import type { Command } from './commands.ts'

/** Light, dark and as the system says, from the palette. */
export function useSchemeCommands(): void {
  const { setColorScheme } = useMantineColorScheme()
  useCommands(
    useMemo(
      (): Command[] => [
        { id: 'scheme-light', label: t('app.scheme.light'), group: t('app.group.window'), run: () => setColorScheme('light') },
        { id: 'scheme-dark', label: t('app.scheme.dark'), group: t('app.group.window'), run: () => setColorScheme('dark') },
        { id: 'scheme-auto', label: t('app.scheme.auto'), group: t('app.group.window'), run: () => setColorScheme('auto') },
      ],
      [setColorScheme],
    ),
  )
}
