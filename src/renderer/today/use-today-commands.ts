import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { t } from '../ui/t.tsx'

export interface TodayActions {
  toNow(): void
  toAppointments(): void
  settle(): void
  find(): void
}

const commands: CommandList = () => {
  const group = t('today.group')
  return [
    { id: 'today-now', label: t('today.toNow'), group, keys: ['t'] },
    { id: 'today-settle', label: t('today.settleList'), group, keys: ['s'] },
    { id: 'today-find', label: t('today.findField'), group, keys: ['/'] },
    {
      id: 'today-appointments',
      label: t('today.toAppointments'),
      group,
      keys: ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'],
      keysOnly: true,
    },
  ]
}

/** The start page's keys and its entries in the palette. */
export function useTodayCommands(actions: TodayActions): void {
  useCommandList(commands, (id) => {
    const run: Record<string, () => void> = {
      'today-now': actions.toNow,
      'today-settle': actions.settle,
      'today-find': actions.find,
      'today-appointments': actions.toAppointments,
    }
    run[id]?.()
  })
}
