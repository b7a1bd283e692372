import { Button } from '@mantine/core'
import { IconCalendarDown } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Appointment } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { tellRefusal, tellSaved } from '../shell/saved.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

const commands = () => [
  { id: 'appointment-save-event', label: t('feeds.save.command'), group: t('appointment.title'), asks: 'exports.appointment' as const },
]

/** The appointment as a file for any calendar program. */
export function SaveEvent({ appointment: { id, origin, details } }: { appointment: Appointment }) {
  const isPossible = origin === 'real' && details.startMs !== null
  const save = useMutation({
    mutationFn: () => desk.exports.appointment({ id }),
    onSuccess: tellSaved,
    onError: (error) =>
      hasCode(error, 'FAILED') ? tellRefusal(t('feeds.save.failed'), error) : tellFailure(t('feeds.save.failed'), error),
  })
  useCommandList(commands, () => isPossible && save.mutate())
  if (!isPossible || !may('exports.appointment')) return null
  return (
    <Button
      variant="default"
      leftSection={<IconCalendarDown size={14} aria-hidden />}
      title={t('feeds.save.hint')}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('feeds.save.button')}
    </Button>
  )
}
