import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Subscription } from '../../shared/contract/subscriptions.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { ShownOnce } from '../ui/shown-once.tsx'
import { t } from '../ui/t.tsx'

/** Shows a secret this once. */
export function SecretOnce({ name, secret, onClose }: { name: string; secret: string; onClose(): void }) {
  return (
    <ShownOnce
      title={t('subscriptions.secret.title')}
      once={t('subscriptions.secret.once', { name })}
      value={secret}
      copyLabel={t('subscriptions.secret.copy')}
      kept={t('subscriptions.secret.kept')}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('subscriptions.secret.about')}
      </Text>
    </ShownOnce>
  )
}

const overlaps = [24, 1, 72, 0]

/** Asks for how long the present secret signs along, and makes a new one. */
export function NewSecret({
  subscription: { id, name, secret },
  onClose,
  onMade,
}: {
  subscription: Subscription
  onClose(): void
  onMade(secret: string): void
}) {
  const [hours, setHours] = useState(24)
  const rotate = useMutation({
    mutationFn: () => desk.subscriptions.rotate({ id, hours: secret.state === 'ready' ? hours : 0 }),
    onSuccess: (made) => onMade(made.secret),
  })
  return (
    <Dialog onClose={onClose} title={t('subscriptions.secret.rotateTitle', { name })} size="lg">
      <Stack gap="sm">
        {secret.state === 'ready' && (
          <>
            <Text size="sm">{t('subscriptions.secret.rotateAbout', { lastFour: secret.lastFour ?? '' })}</Text>
            <NativeSelect
              label={t('subscriptions.secret.overlap')}
              w={280}
              value={String(hours)}
              onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}
              data={overlaps.map((each) => ({
                value: String(each),
                label: each === 0 ? t('subscriptions.secret.atOnce') : t('subscriptions.secret.hours', { count: each }),
              }))}
            />
          </>
        )}
        {rotate.error && <ErrorNotice title={t('subscriptions.secret.notMade')} error={rotate.error} />}
        <Group gap="xs">
          <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {t('subscriptions.secret.make')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('subscriptions.cancel')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
