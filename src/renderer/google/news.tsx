import { Anchor, Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Google } from '../../shared/contract/google.ts'
import { useCommandList } from '../app/commands.ts'
import { openSettings } from '../settings/open-section.ts'
import { desk } from '../desk/client.ts'
import { hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** How news of the followed calendars come, and the buttons that fetch them and see to it that they come at once. */
export function News({ google: { accounts, push, pollMinutes } }: { google: Google }) {
  const sync = useMutation({
    mutationFn: () => desk.google.sync({ calendarId: null }),
    onSuccess: ({ outcome, changed }) => {
      if (outcome !== 'done') return tellFailure(t('google.sync.failed'), new Error(t(`google.outcome.${outcome}`)))
      tell(changed === 0 ? t('google.sync.nothingNew') : t('google.sync.done', { count: changed }))
    },
    onError: (error) => tellFailure(t('google.sync.failed'), error),
  })
  const register = useMutation({
    mutationFn: () => desk.google.registerChannels(),
    onSuccess: ({ registered, failed }) => {
      if (failed > 0) tellFailure(t('google.push.registerFailed'), new Error(t('google.push.someFailed', { count: failed })))
      if (registered > 0) tell(t('google.push.registered', { count: registered }))
      if (registered + failed === 0) tell(t('google.push.nothingToDo'))
    },
    onError: (error) => tellFailure(t('google.push.registerFailed'), mended(error)),
  })
  const isPossible = push === 'possible'
  useCommandList(useNewsCommands(isPossible), (id) => (id === 'google-sync' ? sync.mutate() : register.mutate()))
  const withoutChannel = accounts.some(({ calendars }) => calendars.some(({ followed, channel }) => followed && channel === null))
  return (
    <>
      <dt>{t('google.push.label')}</dt>
      <dd>
        {isPossible ? (
          t('google.push.possible')
        ) : (
          <>
            {t(`google.push.${push}`, { count: pollMinutes })}{' '}
            <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openSettings('public-address')}>
              {t('google.push.settings')}
            </Anchor>
          </>
        )}
        <Group gap="xs" mt={6}>
          <Button variant="default" loading={sync.isPending} onClick={() => sync.mutate()}>
            {t('google.sync.now')}
          </Button>
          {isPossible && withoutChannel && (
            <Button variant="default" loading={register.isPending} onClick={() => register.mutate()}>
              {t('google.push.register')}
            </Button>
          )}
        </Group>
      </dd>
    </>
  )
}

function useNewsCommands(isPossible: boolean) {
  return useMemo(() => {
    const group = t('connections.palette')
    const sync = { id: 'google-sync', label: t('google.command.sync'), group }
    return isPossible ? [sync, { id: 'google-channels', label: t('google.command.channels'), group }] : [sync]
  }, [isPossible])
}

function mended(error: unknown): unknown {
  if (hasCode(error, 'NO_ADDRESS')) return new Error(t('google.push.noAddress'))
  return hasCode(error, 'NOT_HTTPS') ? new Error(t('google.push.notHttps')) : error
}
