import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ComponentType } from 'react'
import { listenForKeys } from './commands.ts'
import { Frame } from './frame.tsx'
import { styleNonce } from '../desk/style-nonce.ts'
import classes from './frame.module.css'
import type { PageId } from './navigation.ts'
import { createQueryClient, followAnnouncements } from './queries.ts'
import { cssVariables, theme } from './theme.ts'

const queryClient = createQueryClient()
const colorSchemeManager = localStorageColorSchemeManager({ key: 'deskbell.color-scheme' })

/** The window around its pages, which main.tsx hands in. */
export function App({ pages }: { pages: Record<PageId, ComponentType> }) {
  useEffect(() => followAnnouncements(queryClient), [])
  useEffect(() => listenForKeys(window), [])
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce ?? ''}
      >
        <Notifications position="bottom-right" className={classes.notifications} />
        <Frame pages={pages} />
      </MantineProvider>
    </QueryClientProvider>
  )
}
