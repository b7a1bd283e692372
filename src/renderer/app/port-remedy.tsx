import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { openPage } from './navigation.ts'

/** The ways out of a taken port: a free one near it, the same one again, or one of one's own choice. */
export function PortRemedy({ takenPort }: { takenPort: number }) {
  const { data: suggestion } = useQuery({
    queryKey: ['status', 'suggested-port', takenPort],
    queryFn: () => desk.receiver.suggestPort(),
  })
  const move = useMutation({
    mutationFn: (port: number) => desk.settings.update({ port }),
    onSuccess: (settings) => tell(t('app.port.moved', { port: settings.port })),
    onError: (error) => tellFailure(t('app.port.moveFailed'), error),
  })
  return (
    <>
      {suggestion && (
        <Button size="compact-xs" loading={move.isPending} onClick={() => move.mutate(suggestion.port)}>
          {t('app.port.use', { port: suggestion.port })}
        </Button>
      )}
      <RestartRemedy />
      <Button size="compact-xs" variant="default" onClick={() => openPage('settings')}>
        {t('app.port.choose')}
      </Button>
    </>
  )
}

/** Tries the configured address again. */
export function RestartRemedy() {
  const restart = useMutation({
    mutationFn: () => desk.receiver.restart(),
    onError: (error) => tellFailure(t('app.port.restartFailed'), error),
  })
  return (
    <Button size="compact-xs" variant="default" loading={restart.isPending} onClick={() => restart.mutate()}>
      {t('ui.tryAgain')}
    </Button>
  )
}
