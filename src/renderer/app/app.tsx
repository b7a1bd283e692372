import { DatesProvider } from '@mantine/dates'
import type { DayOfWeek } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import 'dayjs/locale/de'
import { useEffect } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { onAnnouncement } from '../desk/client.ts'
import { listenForKeys } from './commands.ts'
import { followAnnouncements } from './follow-announcements.ts'
import { Frame } from './frame.tsx'
import { InLanguage } from './language.tsx'
import { Look } from './look.tsx'
import classes from './frame.module.css'
import type { PageId } from './navigation.ts'
import { createQueryClient } from './query-client.ts'
import { useOffice } from './office.ts'
import { presentLanguage } from '../ui/t.tsx'

const queryClient = createQueryClient()

/** The window around its pages, which main.tsx hands in. */
export function App({ pages }: { pages: Record<PageId, ComponentType> }) {
  useEffect(() => followAnnouncements(queryClient, onAnnouncement), [])
  useEffect(() => listenForKeys(window), [])
  return (
    <QueryClientProvider client={queryClient}>
      <InLanguage>
        <Look>
          <InDates>
            <Notifications position="bottom-right" className={classes.notifications} />
            <Frame pages={pages} />
          </InDates>
        </Look>
      </InLanguage>
    </QueryClientProvider>
  )
}

/** Dates as the language and the office write them. */
function InDates({ children }: { children: ReactNode }) {
  const { firstDayOfWeek } = useOffice()
  return <DatesProvider settings={{ locale: presentLanguage(), firstDayOfWeek: firstDayOfWeek as DayOfWeek }}>{children}</DatesProvider>
}
