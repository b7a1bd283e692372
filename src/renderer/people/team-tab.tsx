import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Host } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { hostsQuery } from '../app/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { useMemberDropping, useMoveMember } from './member-order.ts'
import { MemberRow } from './member-row.tsx'
import { peopleMemory } from './people-memory.ts'
import classes from './people.module.css'

/** The team in the office's own order. */
export function TeamTab() {
  const { data: hosts, error, refetch } = useQuery(hostsQuery)
  if (error) return <ErrorNotice title={t('team.list.failed')} error={error} onRetry={() => void refetch()} />
  if (!hosts) return <TableSkeleton rows={10} />
  if (hosts.length === 0) {
    return (
      <EmptyState
        icon={<IconUsersGroup size={36} stroke={1.4} aria-hidden />}
        title={t('team.empty.title')}
        description={t('team.empty.text')}
      />
    )
  }
  return <Team hosts={hosts} />
}

const teamCommands: CommandList = () => [
  { id: 'team-down', label: t('team.do.down'), group: t('team.group'), keys: ['ArrowDown', 'j'], keysOnly: true },
  { id: 'team-up', label: t('team.do.up'), group: t('team.group'), keys: ['ArrowUp', 'k'], keysOnly: true },
  { id: 'team-open', label: t('team.do.open'), group: t('team.group'), keys: ['Enter'], keysOnly: true },
  { id: 'team-move-up', label: t('team.do.moveUp'), group: t('team.group'), keys: ['alt+ArrowUp'], asks: 'team.move' },
  { id: 'team-move-down', label: t('team.do.moveDown'), group: t('team.group'), keys: ['alt+ArrowDown'], asks: 'team.move' },
]

function Team({ hosts }: { hosts: readonly Host[] }) {
  const { memberId } = peopleMemory.use()
  const [activeId, setActiveId] = useState(memberId)
  const at = hosts.findIndex(({ id }) => id === activeId)
  const move = useMoveMember()
  useMemberDropping(move)

  const open = (id: number): void => {
    setActiveId(id)
    peopleMemory.set({ memberId: id })
  }
  const step = (by: number): void => {
    const next = hosts[Math.max(0, Math.min(hosts.length - 1, at === -1 ? 0 : at + by))]
    if (!next) return
    setActiveId(next.id)
    if (memberId !== null) peopleMemory.set({ memberId: next.id })
    document.getElementById(`member-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  useCommandList(teamCommands, (command) => {
    if (command === 'team-down') step(1)
    if (command === 'team-up') step(-1)
    if (command === 'team-open' && activeId !== null) open(activeId)
    if (command === 'team-move-up') void move(activeId, (_hosts, from) => from - 1)
    if (command === 'team-move-down') void move(activeId, (_hosts, from) => from + 1)
  })

  return (
    // It scrolls: the keys have to get at it.
    <div className={classes.team} role="region" aria-label={t('team.list.label')} tabIndex={0}>
      <p className={classes.teamHint}>{t('team.list.hint')}</p>
      <ul className={classes.members} aria-label={t('team.list.label')}>
        {hosts.map((host) => (
          <MemberRow key={host.id} host={host} isActive={host.id === activeId} isOpen={host.id === memberId} onOpen={open} />
        ))}
      </ul>
    </div>
  )
}
