import { useMutation, useQuery } from '@tanstack/react-query'
import { useCommandList } from '../app/commands.ts'
import { openPage } from '../app/navigation.ts'
import { statusQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'

const commands = [{ id: 'sample-day', label: 'Try it with a sample day', group: 'Providers' }]

/** The number of deliveries; the desk tells the true one when it is done. */
const expected = 60

/** Posts the sample day and goes to the calendar. `done` counts what has arrived so far, of `total`. */
export function useSampleDay(): { run(): void; isRunning: boolean; done: number; total: number } {
  const { data: status } = useQuery(statusQuery)
  const sample = useMutation({
    mutationFn: () => desk.samples.run(),
    onSuccess: ({ sent, accepted }) => {
      openPage('calendar')
      tell(`${sent} deliveries sent, ${accepted} taken. They are marked as samples and go in one click.`)
    },
    onError: (error) =>
      hasCode(error, 'NOT_RECEIVING')
        ? tellFailure('The sample day was not sent', new Error('Deskbell is not receiving. The line at the bottom of the window says why.'))
        : tellFailure('The sample day was not sent', error),
  })
  useCommandList(commands, () => sample.mutate())
  return { run: () => sample.mutate(), isRunning: sample.isPending, done: Math.min(status?.sampleCount ?? 0, expected), total: expected }
}
