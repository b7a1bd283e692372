import { useMutation } from '@tanstack/react-query'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { openPage } from '../app/navigation.ts'
import { useStatus } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

const commands: CommandList = () => [
  { id: 'sample-day', label: t('providers.sampleDay.run'), group: t('app.page.providers'), asks: 'samples.run' },
]

/** The number of deliveries; the desk tells the true one when it is done. */
const expected = 60

/** Posts the sample day and goes to the calendar. `done` counts what has arrived so far, of `total`. */
export function useSampleDay(): { run(): void; isRunning: boolean; done: number; total: number } {
  const sampleCount = useStatus((status) => status.sampleCount) ?? 0
  const sample = useMutation({
    mutationFn: () => desk.samples.run(),
    onSuccess: ({ sent, accepted }) => {
      openPage('calendar')
      tell(t('providers.sampleDay.done', { sent, accepted }))
    },
    onError: (error) =>
      hasCode(error, 'NOT_RECEIVING')
        ? tellFailure(t('providers.sampleDay.failed'), new Error(t('ui.errors.notReceiving')))
        : tellFailure(t('providers.sampleDay.failed'), error),
  })
  useCommandList(commands, () => sample.mutate())
  return { run: () => sample.mutate(), isRunning: sample.isPending, done: Math.min(sampleCount, expected), total: expected }
}
