import { Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { offerUndo } from '../gestures/undo.tsx'
import { useReadLogAnew } from '../log/use-log.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { Asking } from './asking.tsx'

/** Takes a delivery from those to look at; the toast takes that back. */
export function SetAside({ id, onLeave }: { id: number; onLeave(): void }) {
  const [note, setNote] = useState('')
  const readLogAnew = useReadLogAnew()
  const leave = useWhileShown(onLeave)
  const set = useMutation({
    mutationFn: () => desk.deliveries.setAside({ id, note }),
    onSuccess: () => {
      readLogAnew()
      offerUndo(`set-aside-${id}`, t('replay.aside.done', { id }), () => desk.deliveries.undoSetAside({ id }))
      leave()
    },
    onError: (error) => tellFailure(t('replay.aside.failed'), error),
  })
  return (
    <Asking
      title={t('replay.aside.title')}
      note={{ label: t('replay.aside.note'), value: note, onChange: setNote }}
      confirm={t('replay.aside.apply')}
      isPending={set.isPending}
      onConfirm={() => set.mutate()}
      onLeave={onLeave}
    >
      <Text size="sm">{t('replay.aside.means')}</Text>
    </Asking>
  )
}
