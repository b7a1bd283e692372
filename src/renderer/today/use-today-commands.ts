import { useMemo } from 'react'
import { useCommandList } from '../app/commands.ts'
import { t } from '../ui/t.tsx'

export interface TodayActions {
  toNow(): void
  toAppointments(): void
  settle(): void
  find(): void
  /** To the members before or after those that are shown. */
  turn(pages: 1 | -1): void
}

/** The start page's keys and its entries in the palette. */
export function useTodayCommands(actions: TodayActions): void {
  const list = useMemo(() => {
    const group = t('today.group')
    return [
      { id: 'today-now', label: t('today.toNow'), group, keys: ['t'] },
      { id: 'today-settle', label: t('today.settleList'), group, keys: ['s'] },
      { id: 'today-find', label: t('today.findField'), group, keys: ['/'] },
      { id: 'today-before', label: t('today.membersBefore'), group, keys: [','] },
      { id: 'today-after', label: t('today.membersAfter'), group, keys: ['.'] },
      {
        id: 'today-appointments',
        label: t('today.toAppointments'),
        group,
        keys: ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'],
        keysOnly: true,
      },
    ]
  }, [])
  useCommandList(list, (id) => {
    const run: Record<string, () => void> = {
      'today-now': actions.toNow,
      'today-settle': actions.settle,
      'today-find': actions.find,
      'today-before': () => actions.turn(-1),
      'today-after': () => actions.turn(1),
      'today-appointments': actions.toAppointments,
    }
    run[id]?.()
  })
}
