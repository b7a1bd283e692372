import { Spotlight } from '@mantine/spotlight'
import { IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import type { ClientMatch } from '../../shared/contract/clients.ts'
import type { Found as FoundThings } from '../../shared/contract/find.ts'
import type { DeliveryRow } from '../../shared/delivery.ts'
import { kindOf } from '../calendar/describe.ts'
import { showInLog } from '../log/log-memory.ts'
import { formatDayTime, formatMoment } from '../ui/format.ts'
import { originLabel, stageLabel, statusLabel, verdictLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { openAppointment, openClient, openDelivery } from './navigation.ts'
import { useOffice } from './office.ts'
import classes from './palette.module.css'
import type { FoundState } from './use-found.ts'

/** Clients, appointments and deliveries that a text means, and the way on into the log. */
export function Found({ found: { clients, appointments, deliveries }, text }: { found: FoundThings; text: string }) {
  return (
    <>
      {clients.length > 0 && (
        <Spotlight.ActionsGroup label={t('app.palette.clients')}>
          {clients.map((client) => (
            <FoundClient key={client.id} client={client} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {appointments.length > 0 && (
        <Spotlight.ActionsGroup label={t('app.palette.appointments')}>
          {appointments.map((appointment) => (
            <FoundAppointment key={appointment.id} appointment={appointment} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      <Spotlight.ActionsGroup label={t('app.palette.deliveries')}>
        {deliveries.map((delivery) => (
          <FoundDelivery key={delivery.id} delivery={delivery} />
        ))}
        <Spotlight.Action label={t('app.palette.searchLog', { text })} onClick={() => showInLog({ search: text })} />
      </Spotlight.ActionsGroup>
    </>
  )
}

/** Why nothing is listed, or not everything. */
export function FoundFaces({ text, found, hasCommands }: { text: string; found: FoundState; hasCommands: boolean }) {
  if (found.error) return <Spotlight.Empty>{t('app.palette.failed')}</Spotlight.Empty>
  if (!found.isEnough) return hasCommands ? null : <Spotlight.Empty>{t('app.palette.tooShort')}</Spotlight.Empty>
  if (!found.data) return null
  const { clients, appointments, deliveries } = found.data
  if (hasCommands || clients.length + appointments.length + deliveries.length > 0) return null
  return <Spotlight.Empty>{t('app.palette.nothing', { text })}</Spotlight.Empty>
}

function FoundClient({ client }: { client: ClientMatch }) {
  const office = useOffice()
  const contact = [client.email, client.phone, client.externalId].filter((part) => part !== null)
  return (
    <Spotlight.Action onClick={() => openClient(client.id)}>
      <Row
        mark={<IconUser size={16} aria-hidden />}
        label={client.name ?? contact[0] ?? t('app.palette.nobody')}
        privateDetails={client.name === null ? [] : contact.slice(0, 2)}
        details={[
          stageLabel(client.stage),
          client.nextStartMs === null ? null : t('app.palette.next', { when: formatDayTime(client.nextStartMs, office) }),
          client.origin === 'real' ? null : originLabel(client.origin),
        ]}
      />
    </Spotlight.Action>
  )
}

function FoundAppointment({ appointment }: { appointment: AppointmentCard }) {
  const office = useOffice()
  return (
    <Spotlight.Action onClick={() => openAppointment(appointment.id)}>
      <Row
        mark={<SourceMark source={appointment.source} iconOnly />}
        label={appointment.clientLabel ?? appointment.title ?? appointment.externalId}
        details={[formatDayTime(appointment.startMs, office), kindOf(appointment), appointment.hostLabel, statusLabel(appointment.status)]}
      />
    </Spotlight.Action>
  )
}

function FoundDelivery({ delivery }: { delivery: DeliveryRow }) {
  const office = useOffice()
  return (
    <Spotlight.Action onClick={() => openDelivery(delivery.id)}>
      <Row
        mark={<SourceMark source={delivery.provider} iconOnly />}
        label={t('app.palette.delivery', { id: delivery.id })}
        privateDetails={delivery.aboutName === null ? [] : [delivery.aboutName]}
        details={[formatMoment(delivery.receivedAtMs, office), delivery.providerEvent, verdictLabel(delivery.verdict)]}
        isPrivate={false}
      />
    </Spotlight.Action>
  )
}

/** One line of what a thing is called, one of what tells it from others. */
function Row({
  mark,
  label,
  details,
  privateDetails = [],
  isPrivate = true,
}: {
  mark: ReactNode
  label: string
  details: readonly (string | null)[]
  privateDetails?: readonly string[]
  isPrivate?: boolean
}) {
  const open = details.filter((part) => part !== null && part !== '').join(' · ')
  return (
    <span className={classes.row}>
      <span className={classes.mark}>{mark}</span>
      <span className={classes.words}>
        <span className={classes.label} data-private={isPrivate || undefined}>
          {label}
        </span>
        <span className={classes.details}>
          {privateDetails.length > 0 && <span data-private>{privateDetails.join(' · ')}</span>}
          {privateDetails.length > 0 && open !== '' && ' · '}
          {open}
        </span>
      </span>
    </span>
  )
}
