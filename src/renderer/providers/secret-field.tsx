import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ProviderCard } from '../../shared/contract.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { formatDaysAgo } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'

/** The signing secret: what is known of it, and the ways to set, replace and remove it. The secret itself never comes back here. */
export function SecretField({ card, onEdit }: { card: ProviderCard; onEdit(): void }) {
  const office = useOffice()
  const now = useNow()
  const remove = useMutation({
    mutationFn: () => desk.providers.removeSecret({ provider: card.id }),
    onSuccess: () => tell(t('providers.secret.removed', { name: sourceName(card.id) })),
    onError: (error) => tellFailure(t('providers.secret.removeFailed'), error),
  })
  if (!card.secret) {
    return (
      <Group gap="xs">
        <Text span size="sm">
          {t('providers.secret.none')}
        </Text>
        <Button onClick={onEdit}>{t('providers.secret.set')}</Button>
      </Group>
    )
  }
  return (
    <>
      <Group gap="xs">
        <Text span size="sm">
          {t('providers.secret.known', { when: formatDaysAgo(card.secret.setAtMs, office, now), lastFour: card.secret.lastFour })}
        </Text>
        <Button variant="default" onClick={onEdit}>
          {t('providers.secret.replace')}
        </Button>
        <ConfirmButton
          label={t('providers.secret.remove')}
          question={t('providers.secret.removeAsks', { name: sourceName(card.id) })}
          confirmLabel={t('providers.secret.removeConfirm')}
          onConfirm={() => remove.mutate()}
          loading={remove.isPending}
        />
      </Group>
      {card.previousSecret && <PreviousSecret card={card} previous={card.previousSecret} />}
    </>
  )
}

function PreviousSecret({ card, previous }: { card: ProviderCard; previous: NonNullable<ProviderCard['previousSecret']> }) {
  const drop = useMutation({
    mutationFn: () => desk.providers.removePreviousSecret({ provider: card.id }),
    onSuccess: () => tell(t('providers.secret.onlyCurrent')),
    onError: (error) => tellFailure(t('providers.secret.dropFailed'), error),
  })
  return (
    <Group gap="xs" mt={6}>
      <Text span size="sm">
        <Words
          k={previous.lastUsedAtMs === null ? 'providers.secret.previousUnused' : 'providers.secret.previousUsed'}
          values={{ lastFour: previous.lastFour }}
          parts={{ until: <Time ms={previous.untilMs} />, used: <Time ms={previous.lastUsedAtMs ?? 0} as="relative" /> }}
        />
      </Text>
      <ConfirmButton
        label={t('providers.secret.drop')}
        question={t('providers.secret.dropAsks')}
        confirmLabel={t('providers.secret.dropConfirm')}
        onConfirm={() => drop.mutate()}
        loading={drop.isPending}
      />
    </Group>
  )
}
