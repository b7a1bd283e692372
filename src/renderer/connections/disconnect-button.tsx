import { Checkbox } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../shared/contract/connections.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Forgets a provider's token, and removes its subscription if that is wanted: asks once, beside the button. */
export function DisconnectButton({ connection: { provider, subscription } }: { connection: Connection }) {
  const name = sourceName(provider)
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
  return (
    <ConfirmButton
      label={t('connections.disconnect.button')}
      question={t('connections.disconnect.asks', { name })}
      confirmLabel={t('connections.disconnect.confirm')}
      loading={disconnect.isPending}
      onConfirm={disconnect.mutate}
    >
      {canRemove && (
        <Checkbox
          mb="sm"
          checked={wanted}
          onChange={(change) => setWanted(change.currentTarget.checked)}
          label={t('connections.disconnect.remove', { name })}
        />
      )}
    </ConfirmButton>
  )
}
