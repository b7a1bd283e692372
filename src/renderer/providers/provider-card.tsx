import { Collapse, Paper, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { memo, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { SigningProviderId } from '../../shared/words.ts'
import type { ProviderCard as Card } from '../../shared/contract.ts'
import { useCommandList } from '../app/commands.ts'
import { ConnectionFacts } from '../connections/connection-facts.tsx'
import { WriteBack } from '../connections/write-back.tsx'
import { desk } from '../desk/client.ts'
import { sourceName } from '../ui/labels.ts'
import { HistoryButton } from '../trust/history-button.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { HealthFacts } from './health-facts.tsx'
import { ManualWay } from './manual-way.tsx'
import { providerState } from './provider-state.ts'
import type { ProviderFacts } from './provider-state.ts'
import classes from './providers.module.css'
import { StateSentence } from './state-sentence.tsx'
import { TestButton } from './test-button.tsx'
import { useAskedToReplace } from './use-shown-card.ts'

/**
 * Everything about one provider that signs what it posts: its state, how it is connected, how it goes, and what is set by hand. A delivery
 * changes the facts of one of them: the others are not drawn anew.
 */
export const ProviderCard = memo(function ProviderCard({ startWithTest, ...facts }: ProviderFacts & { readonly startWithTest: boolean }) {
  const { card, connection, health } = facts
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
  useAskedToReplace(card.id, () => setEditing(true))
  const manual = (
    <ManualWay
      card={card}
      publicUrl={facts.publicUrl}
      editing={editing}
      waitingEvent={waitingEvent}
      onEdit={() => setEditing(true)}
      onSaved={onSaved}
      onCancel={stopEditing}
    />
  )
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={`provider-${card.id}`}>
      <header className={classes.cardHead}>
        <h2 id={`provider-${card.id}`} className={classes.name} tabIndex={-1}>
          <SourceMark source={card.id} />
        </h2>
        <StateSentence state={providerState(facts)} />
      </header>
      <dl className={classes.facts}>
        {connection && <ConnectionFacts connection={connection} hasAddress={facts.publicUrl !== null} />}
        {health && <HealthFacts health={health} />}
        {connection && <WriteBack connection={connection} />}
      </dl>
      {connection ? (
        <Foldable startsOpen={card.secret === null || (connection.token === null && card.lastAcceptedAtMs === null)} isForced={editing}>
          {manual}
        </Foldable>
      ) : (
        manual
      )}
      <div className={classes.actions}>
        <TestButton card={card} test={test} onChoose={chooseTest} />
        <HistoryButton provider={card.id} />
      </div>
    </Paper>
  )
})

/** Where all is connected, nobody needs what is set by hand until something is to be changed there. */
function Foldable({ startsOpen, isForced, children }: { startsOpen: boolean; isForced: boolean; children: ReactNode }) {
  // Decided once: what is being looked at does not fold by itself.
  const [opened, setOpened] = useState(startsOpen)
  const isShown = opened || isForced
  return (
    <div className={classes.manual}>
      <UnstyledButton className={classes.stepsToggle} aria-expanded={isShown} onClick={() => setOpened(!isShown)}>
        <IconChevronRight size={16} aria-hidden className={classes.chevron} />
        {t('providers.card.byHand')}
      </UnstyledButton>
      <Collapse expanded={isShown}>
        <div className={classes.manualFacts}>{children}</div>
      </Collapse>
    </div>
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
