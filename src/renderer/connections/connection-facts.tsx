import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Connection } from '../../shared/contract/connections.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { formatDaysAgo } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { askToConnect } from './ask.ts'
import { tellReading } from './connection-words.ts'
import classes from './connections.module.css'
import { DisconnectButton } from './disconnect-button.tsx'
import { Reading } from './reading.tsx'
import { Subscription } from './subscription.tsx'
import { useConnectionCommands } from './use-connection-commands.ts'

/** How a provider is connected by token, as rows of its card's list of facts. */
export function ConnectionFacts({ connection, hasAddress }: { connection: Connection; hasAddress: boolean }) {
  const { provider, token } = connection
  const name = sourceName(provider)
  const read = useMutation({
    mutationFn: () => desk.connections.read({ provider }),
    onSuccess: (result) => tellReading(name, result),
    onError: (error) => tellFailure(t('connections.reading.failed', { name }), error),
  })
  useConnectionCommands(provider, token !== null, { read: () => read.mutate() })
  if (token === null) {
    return (
      <>
        <dt>{t('connections.token.label')}</dt>
        <dd className={classes.without}>
          <span>{t('connections.token.none')}</span>
          <Button onClick={() => askToConnect(provider)}>{t('connections.token.connect')}</Button>
        </dd>
      </>
    )
  }
  return (
    <>
      <dt>{t('connections.token.label')}</dt>
      <dd>
        <Group gap="xs">
          <TokenKnown token={token} />
          <Button variant="default" onClick={() => askToConnect(provider)}>
            {t('connections.token.replace')}
          </Button>
          <DisconnectButton connection={connection} />
        </Group>
        {!token.readable && <div className={classes.bad}>{t('connections.token.unreadable')}</div>}
      </dd>
      <AccountFact connection={connection} />
      <Subscription connection={connection} hasAddress={hasAddress} onRenew={() => read.mutate()} renewing={read.isPending} />
      <dt>{t('connections.reading.label')}</dt>
      <dd>
        <Group gap="xs">
          <Reading reading={connection.lastReading} />
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate()}>
            {t('connections.reading.now')}
          </Button>
        </Group>
      </dd>
    </>
  )
}

function TokenKnown({ token }: { token: NonNullable<Connection['token']> }) {
  const office = useOffice()
  const now = useNow()
  return <span>{t('connections.token.known', { when: formatDaysAgo(token.setAtMs, office, now), lastFour: token.lastFour })}</span>
}

function AccountFact({ connection: { account, scope, apiUrl } }: { connection: Connection }) {
  const names = [account?.name, account?.email].filter((name) => name != null)
  if (names.length === 0 && scope === null && apiUrl === null) return null
  return (
    <>
      <dt>{t('connections.token.account')}</dt>
      <dd className={classes.parts}>
        {names.map((name) => (
          <span key={name} data-private>
            {name}
          </span>
        ))}
        {scope !== null && <span>{t(`connections.token.${scope}`)}</span>}
        {apiUrl !== null && <code>{apiUrl}</code>}
      </dd>
    </>
  )
}
