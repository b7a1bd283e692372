import { Anchor, Text } from '@mantine/core'
import type { Appointment, HistoryEntry } from '../../shared/appointment.ts'
import { openDelivery } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { ChangeLines } from '../ui/change-lines.tsx'
import { sourceName } from '../ui/labels.ts'
import { Time } from '../ui/time.tsx'
import { t, Words } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { historyDetails, historySentence } from './history-words.ts'
import { Section } from './section.tsx'

/** Everything that happened to it, newest first, each with who at the desk or which delivery said so. */
export function History({ appointment: { history, source } }: { appointment: Appointment }) {
  return (
    <Section title={t('appointment.history.title')}>
      {history.length === 0 && <Text size="sm">{t('appointment.history.none')}</Text>}
      <ol className={classes.history}>
        {history.map((entry) => (
          <Entry key={entry.id} entry={entry} providerName={sourceName(source)} />
        ))}
      </ol>
    </Section>
  )
}

function Entry({ entry, providerName }: { entry: HistoryEntry; providerName: string }) {
  const office = useOffice()
  const details = historyDetails(entry)
  const { actor, kind } = entry
  // Who cancelled, and why, is what a person said.
  const isPrivate = kind === 'cancelled' || kind === 'declined'
  const what = <span data-private={isPrivate ? '' : undefined}>{historySentence(entry, office)}</span>
  return (
    <li className={classes.entry}>
      <div>
        <Time ms={entry.atMs} />{' '}
        {actor === null ? (
          <Words k="appointment.history.byProvider" parts={{ provider: <>{providerName}</>, what }} />
        ) : (
          <Words k="appointment.history.atDesk" parts={{ who: <>{actor}</>, what }} />
        )}
      </div>
      <div data-private={isPersonal(details.after) ? '' : undefined}>
        <ChangeLines before={details.before} after={details.after} />
      </div>
      {actor === null && (
        <div className={classes.quiet}>
          {entry.providerEvent && `${entry.providerEvent} · `}
          {entry.deliveryId === null ? t('appointment.history.deliveryRemoved') : <DeliveryLink id={entry.deliveryId} />}
        </div>
      )}
    </li>
  )
}

/** What a client wrote or is known by; how it stands and when it is are not. */
const personalMembers = ['title', 'attendees', 'notes', 'answers', 'metadata', 'location', 'cancellation']

function isPersonal(members: HistoryEntry['after']): boolean {
  return personalMembers.some((member) => member in members)
}

function DeliveryLink({ id }: { id: number }) {
  return (
    <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(id)}>
      {t('appointment.history.delivery', { id })}
    </Anchor>
  )
}
