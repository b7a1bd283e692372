import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import type { DayOfWeek } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import 'dayjs/locale/de'
import { useEffect, useMemo } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { listenForKeys } from './commands.ts'
import { Frame } from './frame.tsx'
import { InLanguage } from './language.tsx'
import { styleNonce } from '../desk/style-nonce.ts'
import classes from './frame.module.css'
import type { PageId } from './navigation.ts'
import { createQueryClient, followAnnouncements } from './queries.ts'
import { cssVariables, themeWith } from './theme.ts'
import { useOffice } from './office.ts'
import { presentLanguage, t } from '../ui/t.tsx'

const queryClient = createQueryClient()
const colorSchemeManager = localStorageColorSchemeManager({ key: 'deskbell.color-scheme' })

/** The window around its pages, which main.tsx hands in. */
export function App({ pages }: { pages: Record<PageId, ComponentType> }) {
  useEffect(() => followAnnouncements(queryClient), [])
  useEffect(() => listenForKeys(window), [])
  return (
    <QueryClientProvider client={queryClient}>
      <InLanguage>
        <Look>
          <Notifications position="bottom-right" className={classes.notifications} />
          <Frame pages={pages} />
        </Look>
      </InLanguage>
    </QueryClientProvider>
  )
}

/** Mantine in our colours and the window's language. */
function Look({ children }: { children: ReactNode }) {
  const { firstDayOfWeek } = useOffice()
  const theme = useMemo(() => themeWith({ close: t('ui.close') }), [])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce ?? ''}
    >
      <DatesProvider settings={{ locale: presentLanguage(), firstDayOfWeek: firstDayOfWeek as DayOfWeek }}>{children}</DatesProvider>
    </MantineProvider>
  )
}
