import { Anchor, Paper, Select, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { choosableSchemes } from '../../shared/words.ts'
import type { ChoosableScheme, SigningProviderId } from '../../shared/words.ts'
import type { ProviderCard as Card } from '../../shared/contract.ts'
import { useCommandList } from '../app/commands.ts'
import frame from '../app/frame.module.css'
import { openDelivery } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { schemeHeaders, schemeLabel, sourceName } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { ConnectSteps } from './connect-steps.tsx'
import { providerState } from './provider-state.ts'
import classes from './providers.module.css'
import { SecretField } from './secret-field.tsx'
import { SecretForm } from './secret-form.tsx'
import { TestButton } from './test-button.tsx'

/** Everything about one provider's endpoint. */
export function ProviderCard({ card, startWithTest }: { card: Card; startWithTest: boolean }) {
  const firstEvent = card.testEvents[0] ?? null
  // A test needs a secret to be signed with: where there is none yet, one is made first and the test follows its saving.
  const [waitingEvent, setWaitingEvent] = useState(startWithTest ? firstEvent : null)
  const [editing, setEditing] = useState(startWithTest)
  const test = useMutation({ mutationFn: (event: string) => desk.providers.sendTest({ provider: card.id, event }) })
  const chooseTest = (event: string): void => {
    if (card.secret !== null) return test.mutate(event)
    setWaitingEvent(event)
    setEditing(true)
  }
  const stopEditing = (): void => {
    setEditing(false)
    setWaitingEvent(null)
  }
  const onSaved = (): void => {
    if (waitingEvent !== null) test.mutate(waitingEvent)
    stopEditing()
  }
  useCommandList(useCardCommands(card), (id) => {
    const event = card.testEvents.find((name) => id === testCommandId(card.id, name))
    if (event === undefined) setEditing(true)
    else chooseTest(event)
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={`provider-${card.id}`}>
      <header className={classes.cardHead}>
        <h2 id={`provider-${card.id}`} className={classes.name}>
          <SourceMark source={card.id} />
        </h2>
        <StateSentence card={card} />
      </header>
      <dl className={classes.facts}>
        <dt>{t('providers.card.address')}</dt>
        <dd>
          <Address url={card.url} />
          {card.otherPaths.length > 0 && (
            <div className={classes.note}>
              <Words k="providers.card.also" values={{ paths: card.otherPaths.join(', ') }} parts={{ code: <code /> }} />
            </div>
          )}
        </dd>
        <dt>{t('providers.card.scheme')}</dt>
        <dd>
          <Scheme card={card} />
        </dd>
        <dt>{t('providers.card.secret')}</dt>
        <dd>
          {editing ? (
            <SecretForm card={card} waitingEvent={waitingEvent} onSaved={onSaved} onCancel={stopEditing} />
          ) : (
            <SecretField card={card} onEdit={() => setEditing(true)} />
          )}
        </dd>
      </dl>
      <div className={classes.actions}>
        <TestButton card={card} test={test} onChoose={chooseTest} />
        <ConnectSteps card={card} />
      </div>
    </Paper>
  )
}

function testCommandId(provider: SigningProviderId, event: string): string {
  return `test-${provider}-${event}`
}

/** The card's buttons for the palette. */
function useCardCommands({ id, testEvents, secret }: Card) {
  const events = testEvents.join('\n')
  const hasSecret = secret !== null
  return useMemo(
    () => [
      { id: `secret-${id}`, label: t(hasSecret ? 'providers.card.replaceSecret' : 'providers.card.setSecret'), group: sourceName(id) },
      ...events
        .split('\n')
        .map((event) => ({ id: testCommandId(id, event), label: t('providers.card.sendTest', { event }), group: sourceName(id) })),
    ],
    [id, events, hasSecret],
  )
}

function StateSentence({ card }: { card: Card }) {
  const { tone, words, sinceMs, deliveryId } = providerState(card)
  return (
    <span className={classes.state}>
      <span className={frame.dot} data-tone={tone} aria-hidden />
      <span>
        {words} {sinceMs !== null && <Time ms={sinceMs} as="relative" />}
        {deliveryId !== null && (
          <>
            {' '}
            <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(deliveryId)}>
              {t('providers.state.logEntry')}
            </Anchor>
          </>
        )}
      </span>
    </span>
  )
}

function Address({ url }: { url: string }) {
  return (
    <span className={classes.address}>
      <code>{url}</code>
      <CopyButton value={url} label={t('providers.card.copyAddress')} />
    </span>
  )
}

function Scheme({ card }: { card: Card }) {
  const choose = useMutation({
    mutationFn: (scheme: ChoosableScheme) => desk.providers.setScheme({ provider: card.id, scheme }),
    onError: (error) => tellFailure(t('providers.card.schemeFailed'), error),
  })
  return (
    <>
      {card.choosable ? (
        <Select
          aria-label={t('providers.card.scheme')}
          w={260}
          allowDeselect={false}
          data={choosableSchemes.map((scheme) => ({ value: scheme, label: schemeLabel(scheme) }))}
          value={card.scheme as ChoosableScheme}
          onChange={(scheme) => scheme && choose.mutate(scheme)}
        />
      ) : (
        schemeLabel(card.scheme)
      )}
      <div className={classes.note}>
        <code>{schemeHeaders[card.scheme]}</code>
      </div>
      {card.olderHeader !== null && <OlderHeader accepted={card.olderHeader} />}
    </>
  )
}

function OlderHeader({ accepted }: { accepted: boolean }) {
  const accept = useMutation({
    mutationFn: (next: boolean) => desk.providers.setOlderHeader({ accepted: next }),
    onError: (error) => tellFailure(t('providers.card.olderHeaderFailed'), error),
  })
  return (
    <Switch
      mt={6}
      checked={accepted}
      onChange={(change) => accept.mutate(change.currentTarget.checked)}
      label={t('providers.card.olderHeader')}
      description={t('providers.card.olderHeaderMeans')}
    />
  )
}
