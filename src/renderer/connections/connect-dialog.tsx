import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../shared/contract/connections.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { forgetAsked, useAsked } from './ask.ts'
import { ConnectForm } from './connect-form.tsx'
import type { Given } from './connect-form.tsx'
import { ConnectResult, ConnectRunning } from './connect-steps.tsx'
import { refusalSentence } from './connection-words.ts'
import { connectionsQuery } from './queries.ts'

/** Connects a provider by token, or gives it another one; `askToConnect` opens it. */
export function ConnectDialog() {
  const asked = useAsked()
  const provider = asked?.what === 'connect' ? asked.provider : null
  if (provider === null) return null
  return (
    <Dialog
      onClose={forgetAsked}
      title={t('connections.dialog.title', { name: sourceName(provider) })}

      size="lg"
    >
      <Connect key={provider} provider={provider} />
    </Dialog>
  )
}

function Connect({ provider }: { provider: TokenProviderId }) {
  const { data } = useQuery(connectionsQuery)
  const connection = data?.find((each) => each.provider === provider) ?? null
  // What stood there before the call shows which of its steps are over.
  const [before, setBefore] = useState<Connection | null>(null)
  const connect = useMutation({ mutationFn: (given: Given) => desk.connections.connect({ provider, ...given }) })
  if (connect.isPending) return <ConnectRunning provider={provider} before={before} now={connection} />
  if (connect.isSuccess) {
    return (
      <Stack gap="md">
        <ConnectResult provider={provider} connected={connect.data} />
        <Group gap="xs">
          <Button onClick={forgetAsked} data-autofocus>
            {t('connections.dialog.done')}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t(provider === 'smart-scheduler' ? 'connections.dialog.aboutReading' : 'connections.dialog.about')}</Text>
      <ConnectForm
        provider={provider}
        known={connection}
        given={connect.variables ?? null}
        refusal={connect.isError ? refusalSentence(connect.error, provider, connect.variables.scope) : null}
        onConnect={(given) => {
          setBefore(connection)
          connect.mutate(given)
        }}
        onCancel={forgetAsked}
      />
    </Stack>
  )
}
