import {
  IconCalendarEvent,
  IconChartBar,
  IconLayoutKanban,
  IconList,
  IconPlugConnected,
  IconSettings,
  IconShare,
  IconSun,
  IconUsers,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { t } from '../ui/t.tsx'
import type { PageId } from './navigation.ts'

/** The rail's entries, in its order. */
export const pages: readonly { id: PageId; icon: Icon; key: string }[] = [
  { id: 'today', icon: IconSun, key: 'g t' },
  { id: 'calendar', icon: IconCalendarEvent, key: 'g c' },
  { id: 'people', icon: IconUsers, key: 'g e' },
  { id: 'pipeline', icon: IconLayoutKanban, key: 'g i' },
  { id: 'overview', icon: IconChartBar, key: 'g o' },
  { id: 'log', icon: IconList, key: 'g l' },
  { id: 'providers', icon: IconPlugConnected, key: 'g p' },
  { id: 'sharing', icon: IconShare, key: 'g h' },
  { id: 'settings', icon: IconSettings, key: 'g s' },
]

export const pageName = (page: PageId): string => t(`app.page.${page}`)
