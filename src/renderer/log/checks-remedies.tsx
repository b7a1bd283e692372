import { Alert, Button, Group, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import type { Explanation, Mending, Remedy } from '../../shared/contract/explain.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { useNow } from '../app/now.ts'
import { providersQuery } from '../app/queries.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { SecretForm } from '../providers/secret-form.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { UnlockVault } from '../vault/unlock-vault.tsx'
import { explanationQuery } from './explain-query.ts'
import { findingSentence } from './finding-words.ts'
import { remedyLabel, remedyMeaning } from './remedy-words.ts'
import classes from './checks.module.css'

/** What mends a refusal, as buttons; and once it is mended, that the same delivery would be accepted. */
export function Remedies({ delivery }: { delivery: Delivery }) {
  const { data: explanation } = useQuery(explanationQuery(delivery.id))
  if (!explanation || delivery.verdict !== 'rejected') return null
  if (explanation.wouldBeAuthentic === true) {
    return (
      <Alert color="green" icon={<IconCircleCheck size={16} />} mb="sm" role="status">
        {t('explain.again')}
      </Alert>
    )
  }
  return explanation.remedies.length === 0 ? null : <Offered delivery={delivery} explanation={explanation} />
}

function Offered({ delivery, explanation }: { delivery: Delivery; explanation: Explanation }) {
  const [isPasting, setPasting] = useState(false)
  const client = useQueryClient()
  const mend = useMutation({
    mutationFn: (remedy: Mending) => desk.deliveries.mend({ id: delivery.id, remedy }),
    onSuccess: (after) => {
      client.setQueryData(explanationQuery(delivery.id).queryKey, after)
      tell(t('explain.remedy.done'))
    },
    onError: (error) => tellFailure(t('explain.remedy.failed'), error),
  })
  const { remedies } = explanation
  const meanings = remedies.flatMap((remedy) => remedyMeaning(remedy, explanation.provider))
  return (
    <section className={classes.remedies} aria-label={t('explain.remedy.label')}>
      <Title order={3}>{t('explain.remedy.label')}</Title>
      {isPasting ? (
        <PasteSecret explanation={explanation} onDone={() => setPasting(false)} />
      ) : (
        <Group gap="xs">
          {remedies.map((remedy, index) => (
            <RemedyButton
              key={remedy.remedy}
              remedy={remedy}
              delivery={delivery}
              explanation={explanation}
              isFirst={index === 0}
              isBusy={mend.isPending}
              onMend={(mending) => mend.mutate(mending)}
              onPaste={() => setPasting(true)}
            />
          ))}
        </Group>
      )}
      {meanings.map((meaning) => (
        <p key={meaning} className={classes.means}>
          {meaning}
        </p>
      ))}
      {remedies.some(({ remedy }) => remedy === 'check-clock') && <CheckClock />}
    </section>
  )
}

interface RemedyButtonProps {
  remedy: Remedy
  delivery: Delivery
  explanation: Explanation
  isFirst: boolean
  isBusy: boolean
  onMend(mending: Mending): void
  onPaste(): void
}

function RemedyButton({ remedy, delivery, explanation, isFirst, isBusy, onMend, onPaste }: RemedyButtonProps) {
  switch (remedy.remedy) {
    case 'unlock':
      return <UnlockVault />
    case 'check-clock':
      return null
    case 'copy-endpoint':
      return <CopyEndpoint provider={remedy.provider} />
    case 'tell-sender':
      return <TellSender delivery={delivery} explanation={explanation} />
    case 'paste-secret':
      return (
        <Reserved to="providers.setSecret">
          <Button variant={isFirst ? 'filled' : 'default'} onClick={onPaste}>
            {t('explain.remedy.paste-secret')}
          </Button>
        </Reserved>
      )
    case 'accept-older-secret':
    case 'restore-secret':
    case 'use-other-secret':
    case 'take-spelling':
    case 'choose-scheme':
    case 'accept-older-header':
    case 'widen-clock':
    case 'undo-change':
    case 'allow-address':
    case 'raise-size': {
      const mending = remedy.remedy
      return (
        <Reserved to="deliveries.mend">
          <Button variant={isFirst ? 'filled' : 'default'} disabled={isBusy} onClick={() => onMend(mending)}>
            {remedyLabel(remedy)}
          </Button>
        </Reserved>
      )
    }
  }
}

function PasteSecret({ explanation, onDone }: { explanation: Explanation; onDone(): void }) {
  const { data: cards = [] } = useQuery(providersQuery)
  const card = cards.find(({ id }) => id === explanation.provider)
  return card ? <SecretForm card={card} waitingEvent={null} onSaved={onDone} onCancel={onDone} /> : null
}

function CopyEndpoint({ provider }: { provider: SigningProviderId }) {
  const { data: cards = [] } = useQuery(providersQuery)
  const card = cards.find(({ id }) => id === provider)
  return card ? <CopyButton withText value={card.url} label={t('explain.remedy.copy-endpoint', { name: sourceName(provider) })} /> : null
}

function TellSender({ delivery, explanation }: { delivery: Delivery; explanation: Explanation }) {
  const now = useNow()
  const words = t('explain.forSender', {
    path: delivery.path,
    when: new Date(delivery.receivedAtMs).toISOString(),
    sentence: findingSentence(explanation, now) ?? '',
  })
  return <CopyButton withText value={words} label={t('explain.remedy.tell-sender')} />
}

function CheckClock() {
  const now = useNow()
  return (
    <p className={classes.means}>
      <Words k="explain.means.check-clock" parts={{ time: <Time ms={now} as="seconds" /> }} />
    </p>
  )
}
