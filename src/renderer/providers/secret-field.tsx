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

const hourMs = 3_600_000
/** Overnight, and somebody is there again to change it at the provider. */
const longerHours = 24

function PreviousSecret({ card, previous }: { card: ProviderCard; previous: NonNullable<ProviderCard['previousSecret']> }) {
  const now = useNow()
  const prolong = useMutation({
    mutationFn: () => desk.providers.prolongPreviousSecret({ provider: card.id, hours: longerHours }),
    onSuccess: () => tell(t('providers.secret.prolonged')),
    onError: (error) => tellFailure(t('providers.secret.prolongFailed'), error),
  })
  const drop = useMutation({
    mutationFn: () => desk.providers.removePreviousSecret({ provider: card.id }),
    onSuccess: () => tell(t('providers.secret.onlyCurrent')),
    onError: (error) => tellFailure(t('providers.secret.dropFailed'), error),
  })
  return (
    <Group gap="xs" mt={6}>
      <div>
        <Text size="sm">
          <Words
            k="providers.secret.previous"
            values={{ lastFour: previous.lastFour, left: timeLeft(previous.untilMs - now) }}
            parts={{ until: <Time ms={previous.untilMs} as="moment" />, b: <b /> }}
          />
        </Text>
        <Text size="sm" c="dimmed">
          {previous.lastUsedAtMs === null ? (
            t('providers.secret.previousUnused')
          ) : (
            <Words
              k="providers.secret.previousUsed"
              values={{ count: previous.usedLastHour }}
              parts={{ used: <Time ms={previous.lastUsedAtMs} as="relative" /> }}
            />
          )}
        </Text>
      </div>
      {previous.latestUntilMs > previous.untilMs && (
        <Button variant="default" loading={prolong.isPending} onClick={() => prolong.mutate()}>
          {t('providers.secret.prolong', { count: Math.ceil(Math.min(longerHours, (previous.latestUntilMs - previous.untilMs) / hourMs)) })}
        </Button>
      )}
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

/** Told in hours and minutes; it moves on with the clock of all that is told so. */
function timeLeft(ms: number): string {
  const minutes = Math.max(0, Math.ceil(ms / 60_000))
  if (minutes < 60) return t('providers.secret.leftMinutes', { minutes })
  return t('providers.secret.leftHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
