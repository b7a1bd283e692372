import { Button, Checkbox, Group, Popover, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../shared/contract/connections.ts'
import { desk } from '../desk/client.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Forgets a provider's token, and removes its subscription if that is wanted: asks once, beside the button. */
export function DisconnectButton({ connection: { provider, subscription } }: { connection: Connection }) {
  const name = sourceName(provider)
  const [opened, setOpened] = useState(false)
  const canRemove = subscription !== null && subscription.state !== 'missing'
  const [wanted, setWanted] = useState(true)
  const removeSubscription = canRemove && wanted
  const disconnect = useMutation({
    mutationFn: () => desk.connections.disconnect({ provider, removeSubscription }),
    onSuccess: ({ subscriptionRemoved }) => {
      if (!removeSubscription) return tell(t('connections.disconnect.done', { name }))
      tell(t(subscriptionRemoved ? 'connections.disconnect.doneRemoved' : 'connections.disconnect.notRemoved', { name }))
    },
    onError: (error) => tellFailure(t('connections.disconnect.failed'), error),
  })
  const label = t('connections.disconnect.button')
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-start" trapFocus returnFocus withArrow>
      <Popover.Target>
        <Button variant="default" loading={disconnect.isPending} onClick={() => setOpened(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Text size="sm" mb="sm">
          {t('connections.disconnect.asks', { name })}
        </Text>
        {canRemove && (
          <Checkbox
            mb="sm"
            checked={wanted}
            onChange={(change) => setWanted(change.currentTarget.checked)}
            label={t('connections.disconnect.remove', { name })}
          />
        )}
        <Group gap="xs">
          <Button
            color="red"
            onClick={() => {
              setOpened(false)
              disconnect.mutate()
            }}
          >
            {t('connections.disconnect.confirm')}
          </Button>
          <Button variant="default" onClick={() => setOpened(false)} data-autofocus>
            {t('ui.keep')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
