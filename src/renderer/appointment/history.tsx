import { Anchor, Text } from '@mantine/core'
import type { Appointment, HistoryEntry, WriteBack } from '../../shared/appointment.ts'
import { openDelivery } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { ChangeLines } from '../ui/change-lines.tsx'
import { sourceName } from '../ui/labels.ts'
import { Time } from '../ui/time.tsx'
import { t, Words } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { historyDetails, historySentence } from './history-words.ts'
import { Section } from './section.tsx'
import { writeBackSentence } from './write-back-words.ts'

/** Everything that happened to it, newest first, each with who or what said so, and what the provider was told of it. */
export function History({ appointment: { history, writeBacks, source } }: { appointment: Appointment }) {
  const lines = [
    ...writeBacks.map((writeBack) => ({
      atMs: writeBack.endedAtMs ?? writeBack.askedAtMs,
      line: <WriteBackLine key={`write-back ${writeBack.id}`} writeBack={writeBack} />,
    })),
    ...history.map((entry) => ({ atMs: entry.atMs, line: <Entry key={entry.id} entry={entry} providerName={sourceName(source)} /> })),
  ]
  return (
    <Section title={t('appointment.history.title')}>
      {history.length === 0 && <Text size="sm">{t('appointment.history.none')}</Text>}
      <ol className={classes.history}>{lines.toSorted((a, b) => b.atMs - a.atMs).map(({ line }) => line)}</ol>
    </Section>
  )
}

/** What became of telling the provider; what is under way stands where it was asked for. */
function WriteBackLine({ writeBack }: { writeBack: WriteBack }) {
  const office = useOffice()
  const { attempts, askedAtMs, endedAtMs } = writeBack
  return (
    <li className={classes.entry}>
      <div>
        <Time ms={endedAtMs ?? askedAtMs} /> {writeBackSentence(writeBack, office)}
      </div>
      {attempts > 1 && <div className={classes.quiet}>{t('appointment.writeBack.attempts', { count: attempts })}</div>}
    </li>
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
          <Bearer entry={entry} />
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

/** By what it came: a reading of the provider's API, or a delivery. */
function Bearer({ entry: { reading, deliveryId, replay } }: { entry: HistoryEntry }) {
  if (replay !== null && deliveryId !== null) return <ReplayBearer replay={replay} deliveryId={deliveryId} />
  if (reading !== null) return t(`appointment.history.read.${reading.cause}`, { provider: sourceName(reading.provider) })
  return deliveryId === null ? t('appointment.history.deliveryRemoved') : <DeliveryLink id={deliveryId} />
}

function ReplayBearer({ replay: { actor, reason }, deliveryId }: { replay: NonNullable<HistoryEntry['replay']>; deliveryId: number }) {
  const link = <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(deliveryId)} />
  return (
    <span data-private={reason === '' ? undefined : ''}>
      <Words
        k={reason === '' ? 'replay.history' : 'replay.historyReason'}
        values={{ id: deliveryId, reason }}
        parts={{ link, who: <>{actor}</> }}
      />
    </span>
  )
}

function DeliveryLink({ id }: { id: number }) {
  return (
    <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(id)}>
      {t('appointment.history.delivery', { id })}
    </Anchor>
  )
}
