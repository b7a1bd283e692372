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
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { may } from '../browser/may.ts'
import { t } from '../ui/t.tsx'
import type { PageId } from './navigation.ts'

interface PageEntry {
  readonly id: PageId
  readonly icon: Icon
  readonly key: string
  /** What all of it begins with; it is shown to whoever may ask for that. */
  readonly asks?: ProcedurePath
}

const all: readonly PageEntry[] = [
  { id: 'today', icon: IconSun, key: 'g t' },
  { id: 'calendar', icon: IconCalendarEvent, key: 'g c' },
  { id: 'people', icon: IconUsers, key: 'g e' },
  { id: 'pipeline', icon: IconLayoutKanban, key: 'g i' },
  { id: 'overview', icon: IconChartBar, key: 'g o' },
  { id: 'log', icon: IconList, key: 'g l' },
  { id: 'providers', icon: IconPlugConnected, key: 'g p' },
  { id: 'sharing', icon: IconShare, key: 'g h', asks: 'desks.people.list' },
  { id: 'settings', icon: IconSettings, key: 'g s' },
]

/** The rail's entries, in its order. */
export function pagesHere(): readonly PageEntry[] {
  return all.filter(({ asks }) => asks === undefined || may(asks))
}

export const pageName = (page: PageId): string => t(`app.page.${page}`)
