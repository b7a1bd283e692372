import { Alert, Button, Group, Text } from '@mantine/core'
import { IconBrandGoogle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Google } from '../../shared/contract/google.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { Account } from './account.tsx'
import classes from './google.module.css'
import { useSignIn } from './use-sign-in.ts'

const commands: CommandList = () => [
  { id: 'google-sign-in', label: t('google.command.signIn'), group: t('connections.palette'), asks: 'google.signIn' },
]
const none: readonly never[] = []

/** The accounts that are signed in, and the way to sign in with another one. */
export function Accounts({ google: { client, accounts, signingIn, signInProblem } }: { google: Google }) {
  const { signIn, isStarting } = useSignIn()
  useCommandList(client === null ? none : commands, signIn)
  if (client === null && accounts.length === 0) return null
  return (
    <div role="group" aria-label={t('google.signIn.label')} className={classes.accounts}>
      {accounts.map((account) => (
        <Account key={account.id} account={account} onSignIn={signIn} />
      ))}
      {signInProblem !== null && signingIn === null && (
        <Alert role="alert" color="red" title={t('google.signIn.failedTitle')}>
          {t(`google.problem.${signInProblem}`)}
        </Alert>
      )}
      {signingIn !== null && <Waiting url={signingIn.url} />}
      {signingIn === null && client !== null && (
        <Group>
          <Button
            variant={accounts.length === 0 ? 'filled' : 'default'}
            leftSection={<IconBrandGoogle size={14} aria-hidden />}
            loading={isStarting}
            onClick={signIn}
          >
            {t(accounts.length === 0 ? 'google.signIn.first' : 'google.signIn.another')}
          </Button>
        </Group>
      )}
    </div>
  )
}

/** The browser has the page; who has none gets the address. */
function Waiting({ url }: { url: string }) {
  const cancel = useMutation({
    mutationFn: () => desk.google.cancelSignIn(),
    onError: (error) => tellFailure(t('google.signIn.failed'), error),
  })
  return (
    <div className={classes.waiting} role="status">
      <Text size="sm">{t('google.signIn.waits')}</Text>
      <Text size="sm" c="dimmed">
        {t('google.signIn.copyMeans')}
      </Text>
      <Group gap="xs" mt={6}>
        <CopyButton value={url} label={t('google.signIn.copy')} withText />
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('google.signIn.cancel')}
        </Button>
      </Group>
    </div>
  )
}
