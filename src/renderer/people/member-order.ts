import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { Host } from '../../shared/appointment.ts'
import { hostsQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { memberName } from './member-name.ts'

export type MoveMember = (id: number | null, placeIn: (hosts: readonly Host[], from: number) => number) => Promise<void>

/**
 * Has a member stand at another place of the list; out of the list is nowhere. The order counts at once: a second key finds it, though the desk
 * has not told of it yet.
 */
export function useMoveMember(): MoveMember {
  const client = useQueryClient()
  return async (id, placeIn) => {
    const hosts = client.getQueryData(hostsQuery.queryKey) ?? []
    const from = hosts.findIndex((each) => each.id === id)
    const to = placeIn(hosts, from)
    const host = hosts[from]
    if (!host || to < 0 || to >= hosts.length || to === from) return
    const others = hosts.filter((each) => each !== host)
    try {
      // What is being read still has the old order.
      void client.cancelQueries(hostsQuery)
      client.setQueryData(hostsQuery.queryKey, others.toSpliced(to, 0, host))
      await desk.team.move({ id: host.id, beforeId: others[to]?.id ?? null })
      tell(t('team.list.moved', { name: memberName(host), position: to + 1 }))
    } catch (error) {
      void client.invalidateQueries(hostsQuery)
      tellFailure(t('team.list.moveFailed'), error)
    }
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
export function useMemberDropping(move: MoveMember): void {
  const dropped = useEffectEvent((id: number | null, onto: number | null) => {
    void move(id, (hosts) => hosts.findIndex((host) => host.id === onto))
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
