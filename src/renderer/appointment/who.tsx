import { Anchor, Text } from '@mantine/core'
import type { Appointment, Attendee } from '../../shared/appointment.ts'
import { openClient } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { hostName, personName } from './people.ts'
import { Section } from './section.tsx'

/** The hosts, the client with a link to their page and how often they did not come, and who else takes part. */
export function Who({ appointment }: { appointment: Appointment }) {
  const { hosts, attendees } = appointment.details
  return (
    <Section title={t('appointment.who.title')}>
      <dl className={classes.facts}>
        <dt>{t(hosts.length > 1 ? 'appointment.who.hosts' : 'appointment.who.host')}</dt>
        <dd>
          {hosts.length === 0 && t('appointment.who.noHost')}
          {hosts.map((host, index) => (
            <div key={index}>
              {hostName(host)}
              {host.role && <span className={classes.quiet}>, {host.role}</span>}
              {host.name && host.email && <div className={classes.quiet}>{host.email}</div>}
            </div>
          ))}
        </dd>
        {attendees.map((attendee, index) => (
          <Person
            key={index}
            attendee={attendee}
            label={t(index === 0 ? 'appointment.who.client' : 'appointment.who.attendee')}
            client={index === 0 ? appointment.client : null}
          />
        ))}
      </dl>
      {attendees.length === 0 && <Text size="sm">{t('appointment.who.nobody')}</Text>}
    </Section>
  )
}

function Person({ attendee, label, client }: { attendee: Attendee; label: string; client: Appointment['client'] }) {
  const { name, email, phone, externalId } = attendee
  const aside = asideOf(attendee)
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <span data-private>
          {client ? <ClientLink id={client.id} name={client.deskName ?? personName(attendee)} /> : personName(attendee)}
        </span>
        {aside && <span className={classes.quiet}> ({aside})</span>}
        {name && email && (
          <div className={classes.quiet} data-private>
            {email}
          </div>
        )}
        {phone && (
          <div className={classes.quiet} data-private>
            {phone}
          </div>
        )}
        {externalId && (name || email) && (
          <div className={classes.quiet} data-private>
            {t('appointment.who.providersId', { id: externalId })}
          </div>
        )}
        {client && <Reliability client={client} />}
      </dd>
    </>
  )
}

function asideOf({ active, noShow }: Attendee): string | null {
  if (!active) return t(noShow ? 'appointment.who.leftNoShow' : 'appointment.who.left')
  return noShow ? t('appointment.who.noShow') : null
}

function ClientLink({ id, name }: { id: number; name: string }) {
  return (
    <Anchor
      component="button"
      type="button"
      fz="inherit"
      lh="inherit"
      title={t('appointment.who.openClient')}
      onClick={() => openClient(id)}
    >
      {name}
    </Anchor>
  )
}

/** How often somebody is expected, and how often they did not come. */
function Reliability({ client: { noShows, appointments } }: { client: NonNullable<Appointment['client']> }) {
  return (
    <div className={classes.quiet}>
      {t('appointment.who.appointments', { count: appointments })}
      {noShows > 0 && (
        <>
          {' · '}
          <strong className={classes.noShows}>{t('appointment.who.noShows', { count: noShows })}</strong>
        </>
      )}
    </div>
  )
}
