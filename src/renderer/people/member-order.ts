import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useEffectEvent } from 'react'
import type { Host } from '../../shared/appointment.ts'
import { desk } from '../desk/client.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { memberName } from './member-name.ts'

/** Has the member at one place of the list stand at another; out of the list is nowhere. */
export async function moveMember(hosts: readonly Host[], from: number, to: number): Promise<void> {
  const host = hosts[from]
  if (!host || to < 0 || to >= hosts.length || to === from) return
  const others = hosts.filter(({ id }) => id !== host.id)
  try {
    await desk.team.move({ id: host.id, beforeId: others[to]?.id ?? null })
    tell(t('team.list.moved', { name: memberName(host), position: to + 1 }))
  } catch (error) {
    tellFailure(t('team.list.moveFailed'), error)
  }
}

const draggedKey = Symbol('team member')

export function memberDragData(id: number): Record<symbol, unknown> {
  return { [draggedKey]: id }
}

export function memberOf(data: Record<string | symbol, unknown> | undefined): number | null {
  const id = data?.[draggedKey]
  return typeof id === 'number' ? id : null
}

/** Hears of members that are dropped on another one: they take their place. */
export function useMemberDropping(hosts: readonly Host[]): void {
  const dropped = useEffectEvent((id: number | null, onto: number | null) => {
    void moveMember(
      hosts,
      hosts.findIndex((host) => host.id === id),
      hosts.findIndex((host) => host.id === onto),
    )
  })
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => memberOf(source.data) !== null,
        onDrop: ({ source, location }) => dropped(memberOf(source.data), memberOf(location.current.dropTargets[0]?.data)),
      }),
    [],
  )
}
