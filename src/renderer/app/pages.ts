import { IconCalendarEvent, IconList, IconPlugConnected, IconSettings } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { PageId } from './navigation.ts'

/** The rail's entries, in its order. */
export const pages: readonly { id: PageId; name: string; icon: Icon; key: string }[] = [
  { id: 'calendar', name: 'Calendar', icon: IconCalendarEvent, key: 'g c' },
  { id: 'log', name: 'Audit log', icon: IconList, key: 'g l' },
  { id: 'providers', name: 'Providers', icon: IconPlugConnected, key: 'g p' },
  { id: 'settings', name: 'Settings', icon: IconSettings, key: 'g s' },
]
