import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { useCommandList } from './commands.ts'
import classes from './frame.module.css'

const sampleCommands = () => [
  { id: 'remove-samples', label: t('app.madeUp.removeSamples'), group: t('app.group.window'), asks: 'samples.remove' as const },
]
const testCommands = () => [
  { id: 'remove-tests', label: t('app.madeUp.removeTests'), group: t('app.group.window'), asks: 'samples.remove' as const },
]

/** Samples or tests are among the real data: how many, and one click to be rid of them. They can be sent again, so nothing asks. */
export function MadeUp({ origin, amount }: { origin: 'sample' | 'test'; amount: number }) {
  const remove = useMutation({
    mutationFn: () => desk.samples.remove({ origin }),
    onSuccess: (removed) =>
      tell(
        t('app.madeUp.removed', {
          deliveries: t(`app.madeUp.${origin}`, { count: removed.deliveries }),
          appointments: t('ui.appointments', { count: removed.appointments }),
        }),
      ),
    onError: (error) => tellFailure(t(`app.madeUp.${origin}Failed`), error),
  })
  useCommandList(origin === 'sample' ? sampleCommands : testCommands, () => remove.mutate())
  return (
    <div className={classes.madeUp}>
      <span>{t(`app.madeUp.${origin}`, { count: amount })}</span>
      {may('samples.remove') && (
        <Button size="compact-xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('app.madeUp.remove')}
        </Button>
      )}
    </div>
  )
}
