import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ProviderCard } from '../../shared/contract.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { formatDaysAgo } from '../ui/format.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { Time } from '../ui/time.tsx'

/** The signing secret: what is known of it, and the ways to set, replace and remove it. The secret itself never comes back here. */
export function SecretField({ card, onEdit }: { card: ProviderCard; onEdit(): void }) {
  const office = useOffice()
  const now = useNow()
  const remove = useMutation({
    mutationFn: () => desk.providers.removeSecret({ provider: card.id }),
    onSuccess: () => tell(`${card.name} has no signing secret now. Its endpoint is closed.`),
    onError: (error) => tellFailure('The secret could not be removed', error),
  })
  if (!card.secret) {
    return (
      <Group gap="xs">
        <Text span size="sm">
          None yet
        </Text>
        <Button onClick={onEdit}>Set secret</Button>
      </Group>
    )
  }
  return (
    <>
      <Group gap="xs">
        <Text span size="sm">
          Set {formatDaysAgo(card.secret.setAtMs, office, now)}, ends …{card.secret.lastFour}
        </Text>
        <Button variant="default" onClick={onEdit}>
          Replace
        </Button>
        <ConfirmButton
          label="Remove"
          question={`Without a signing secret, everything that ${card.name} sends is refused.`}
          confirmLabel="Remove the secret"
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
    onSuccess: () => tell('Only the current secret counts now.'),
    onError: (error) => tellFailure('The previous secret could not be dropped', error),
  })
  return (
    <Group gap="xs" mt={6}>
      <Text span size="sm">
        The previous one (…{previous.lastFour}) counts until <Time ms={previous.untilMs} />
        {previous.lastUsedAtMs === null ? ', not used since' : ', last used '}
        {previous.lastUsedAtMs !== null && <Time ms={previous.lastUsedAtMs} as="relative" />}
      </Text>
      <ConfirmButton
        label="Drop now"
        question="Deliveries that are still signed with the previous secret will be refused."
        confirmLabel="Drop the previous secret"
        onConfirm={() => drop.mutate()}
        loading={drop.isPending}
      />
    </Group>
  )
}
