import { Anchor, Text } from '@mantine/core'
import type { Appointment, HistoryEntry } from '../../shared/appointment.ts'
import { openDelivery } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { ChangeLines } from '../ui/change-lines.tsx'
import { sourceName } from '../ui/labels.ts'
import { Time } from '../ui/time.tsx'
import classes from './appointment.module.css'
import { historyDetails, historySentence } from './history-words.ts'
import { Section } from './section.tsx'

/** Everything that happened to it, newest first, each with the delivery that said so. */
export function History({ appointment: { history, source } }: { appointment: Appointment }) {
  return (
    <Section title="History">
      {history.length === 0 && <Text size="sm">Nothing was kept of how it came here.</Text>}
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
  return (
    <li className={classes.entry}>
      <div>
        <Time ms={entry.atMs} /> {providerName}: {historySentence(entry, office)}
      </div>
      <ChangeLines before={details.before} after={details.after} />
      <div className={classes.quiet}>
        {entry.providerEvent && `${entry.providerEvent} · `}
        {entry.deliveryId === null ? 'the delivery was removed' : <DeliveryLink id={entry.deliveryId} />}
      </div>
    </li>
  )
}

function DeliveryLink({ id }: { id: number }) {
  return (
    <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(id)}>
      delivery {id}
    </Anchor>
  )
}
