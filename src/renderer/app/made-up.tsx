import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { count } from '../ui/format.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { useCommandList } from './commands.ts'
import classes from './frame.module.css'

const sampleCommands = [{ id: 'remove-samples', label: 'Remove the sample deliveries', group: 'Window' }]
const testCommands = [{ id: 'remove-tests', label: 'Remove the test deliveries', group: 'Window' }]

/** Samples or tests are among the real data: how many, and one click to be rid of them. They can be sent again, so nothing asks. */
export function MadeUp({ origin, amount }: { origin: 'sample' | 'test'; amount: number }) {
  const remove = useMutation({
    mutationFn: () => desk.samples.remove({ origin }),
    onSuccess: (removed) =>
      tell(
        `Removed ${count(removed.deliveries, `${origin} delivery`, `${origin} deliveries`)} and ${count(removed.appointments, 'appointment')}.`,
      ),
    onError: (error) => tellFailure(`The ${origin} deliveries could not be removed`, error),
  })
  useCommandList(origin === 'sample' ? sampleCommands : testCommands, () => remove.mutate())
  return (
    <div className={classes.madeUp}>
      <span>{count(amount, `${origin} delivery`, `${origin} deliveries`)}</span>
      <Button size="compact-xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
        Remove
      </Button>
    </div>
  )
}
