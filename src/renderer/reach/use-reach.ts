import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Reach } from '../../shared/contract/reach.ts'
import { addressInWords } from '../app/heartbeat.ts'
import { useCommandList } from '../app/commands.ts'
import { useStatus } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** What can be done about the public address; each has a place in the palette while it is shown. */
export interface ReachActions {
  check(): void
  checking: boolean
  restart(): void
  restarting: boolean
  move(): void
  moving: boolean
}

export function useReachActions(reach: Reach | undefined): ReachActions {
  const check = useMutation({
    mutationFn: () => desk.reach.check(),
    onError: (error) => tellFailure(t('reach.notChecked'), error),
  })
  const restart = useMutation({
    mutationFn: () => desk.reach.restartTunnel(),
    onError: (error) => tellFailure(t('reach.notRestarted'), error),
  })
  const move = useMutation({
    mutationFn: () => desk.reach.moveSubscriptions(),
    onSuccess({ moved, failed }) {
      if (moved.length > 0) tell(t('reach.state.moved', { count: moved.length }))
      if (failed.length > 0) tell(t('reach.state.notMoved', { names: failed.map(sourceName).join(', ') }))
    },
    onError: (error) => tellFailure(t('reach.state.nothingMoved'), error),
  })
  const canCheck = reach !== undefined && reach.publicUrl !== null
  const canRestart = reach?.by === 'tunnel' && reach.tunnel.state !== 'not-available'
  const list = useMemo(() => {
    const group = t('reach.command.group')
    return [
      ...(canCheck ? [{ id: 'reach-check', label: t('reach.command.check'), group }] : []),
      ...(canRestart ? [{ id: 'reach-restart', label: t('reach.command.restart'), group }] : []),
    ]
  }, [canCheck, canRestart])
  useCommandList(list, (id) => (id === 'reach-check' ? check.mutate() : restart.mutate()))
  return {
    check: () => check.mutate(),
    checking: check.isPending,
    restart: () => restart.mutate(),
    restarting: restart.isPending,
    move: () => move.mutate(),
    moving: move.isPending,
  }
}

/** Where the receiver listens on this machine, for whoever sets a tunnel or a proxy up. */
export function useLocalAddress(): string {
  const receiver = useStatus((status) => status.receiver)
  return receiver === undefined || receiver.state === 'starting' ? '127.0.0.1' : addressInWords(receiver.address, receiver.port)
}
