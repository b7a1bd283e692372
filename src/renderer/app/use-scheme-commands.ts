import { useMantineColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useCommands } from './commands.ts'
import type { Command } from './commands.ts'

/** Light, dark and as the system says, from the palette. */
export function useSchemeCommands(): void {
  const { setColorScheme } = useMantineColorScheme()
  useCommands(
    useMemo(
      (): Command[] => [
        { id: 'scheme-light', label: 'Appearance: light', group: 'Window', run: () => setColorScheme('light') },
        { id: 'scheme-dark', label: 'Appearance: dark', group: 'Window', run: () => setColorScheme('dark') },
        { id: 'scheme-auto', label: 'Appearance: as the system says', group: 'Window', run: () => setColorScheme('auto') },
      ],
      [setColorScheme],
    ),
  )
}
