import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { styleNonce } from '../desk/style-nonce.ts'
import { t } from '../ui/t.tsx'
import { cssVariables, themeWith } from './theme.ts'

const colorSchemeManager = localStorageColorSchemeManager({ key: 'deskbell.color-scheme' })

/** Mantine in our colours and the page's language. Needs nothing of the desk: the page for signing in has it, too. */
export function Look({ children }: { children: ReactNode }) {
  const theme = useMemo(() => themeWith({ close: t('ui.close') }), [])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce ?? ''}
    >
      {children}
    </MantineProvider>
  )
}
