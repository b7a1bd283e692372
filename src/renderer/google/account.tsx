import { Alert, Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { GoogleAccount } from '../../shared/contract/google.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import type { ReadOutcome } from '../../shared/words.ts'
import { Calendars } from './calendars.tsx'
import classes from './google.module.css'

/** One account with its calendars. */
export function Account({ account, onSignIn }: { account: GoogleAccount; onSignIn(): void }) {
  const { id, email, state, signedInAtMs, calendars } = account
  const refresh = useMutation({
    mutationFn: () => desk.google.refreshCalendars({ accountId: id }),
    onSuccess: () => tell(t('google.account.refreshed')),
    onError: (error) => tellFailure(t('google.account.refreshFailed'), mended(error)),
  })
  const signOut = useMutation({
    mutationFn: () => desk.google.signOut({ accountId: id }),
    onSuccess: () => tell(t('google.account.signedOut')),
    onError: (error) => tellFailure(t('google.account.signOutFailed'), error),
  })
  return (
    <div className={classes.account}>
      <Group gap="xs">
        <strong data-private>{email}</strong>
        <Text span size="sm" c="dimmed">
          <Words k="google.account.since" parts={{ time: <Time ms={signedInAtMs} /> }} />
        </Text>
        <Group gap="xs" ml="auto">
          <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
            {t('google.account.refresh')}
          </Button>
          <ConfirmButton
            label={t('google.account.signOut')}
            question={t('google.account.signOutAsks')}
            confirmLabel={t('google.account.signOutConfirm')}
            onConfirm={() => signOut.mutate()}
            loading={signOut.isPending}
          />
        </Group>
      </Group>
      {state !== 'ready' && (
        <Alert color="red" mt="xs">
          <Text size="sm">{t(`google.account.${state}`)}</Text>
          {state === 'sign-in-again' && (
            <Button mt="xs" onClick={onSignIn}>
              {t('google.signIn.again')}
            </Button>
          )}
        </Alert>
      )}
      {calendars.length > 0 && <Calendars email={email} calendars={calendars} />}
      {calendars.length === 0 && state === 'ready' && (
        <Text size="sm" mt="xs">
          {t('google.account.noCalendars')}
        </Text>
      )}
    </div>
  )
}

function mended(error: unknown): unknown {
  if (!hasCode(error, 'FAILED')) return error
  // The contract gives this code's errors these data, and the desk sends no others.
  const outcome = (error as { data?: { outcome: ReadOutcome } }).data?.outcome
  return outcome ? new Error(t(`google.outcome.${outcome}`)) : error
}
