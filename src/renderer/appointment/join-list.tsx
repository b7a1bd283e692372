import { ActionIcon, Button, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { Appointment, AppointmentCard } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import { useOffice } from '../app/office.ts'
import { clientName, statusInWords, timesText } from '../calendar/describe.ts'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { sourceName } from '../ui/labels.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { joinSources } from './link-sources.ts'
import classes from './sources.module.css'

const joinableQuery = (id: number) =>
  queryOptions({ queryKey: ['appointments', 'joinable', id], queryFn: () => desk.appointments.joinable({ id }) })

const closeCommands = () => [
  {
    id: 'close-join',
    label: t('appointment.sources.close'),
    group: t('appointment.sources.command.group'),
    keys: ['Escape'],
    keysOnly: true,
  },
]

/** What else could be the same appointment, for a person to choose. */
export function JoinList({ appointment: { id }, onClose }: { appointment: Appointment; onClose(): void }) {
  const titleId = useId()
  const { data: cards, error, refetch } = useQuery(joinableQuery(id))
  useCommandList(closeCommands, onClose)
  return (
    <section className={classes.joining} aria-labelledby={titleId}>
      <div className={classes.joiningHead}>
        <Text size="sm" fw={600} id={titleId}>
          {t('appointment.sources.joinTitle')}
        </Text>
        <ActionIcon size="sm" aria-label={t('appointment.sources.close')} onClick={onClose}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </div>
      {cards ? (
        <Candidates cards={cards} onJoin={(otherId) => void joinSources(id, otherId).then((isDone) => isDone && onClose())} />
      ) : error ? (
        <ErrorNotice title={t('appointment.sources.readFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <TableSkeleton rows={2} />
      )}
    </section>
  )
}

function Candidates({ cards, onJoin }: { cards: readonly AppointmentCard[]; onJoin(otherId: number): void }) {
  const office = useOffice()
  if (cards.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('appointment.sources.none')}
      </Text>
    )
  return (
    <ul className={classes.list}>
      {cards.map((card) => (
        <li key={card.id} className={classes.item}>
          <SourceMark source={card.source} />
          <span className={classes.buttons}>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('appointment.sources.joinNamed', { source: sourceName(card.source), when: timesText(card, office) })}
              onClick={() => onJoin(card.id)}
            >
              {t('appointment.sources.joinThis')}
            </Button>
          </span>
          <span className={classes.said}>
            {timesText(card, office)} · {statusInWords(card)}
          </span>
          <span className={classes.aside}>
            <span data-private>{clientName(card)}</span>
            {card.hostLabel && ` · ${card.hostLabel}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
