import { Text } from '@mantine/core'
import type { Appointment, Attendee } from '../../shared/appointment.ts'
import classes from './appointment.module.css'
import { hostName, personName } from './people.ts'
import { Section } from './section.tsx'

export function Who({ appointment }: { appointment: Appointment }) {
  const { hosts, attendees } = appointment.details
  return (
    <Section title="Who">
      <dl className={classes.facts}>
        <dt>{hosts.length > 1 ? 'Hosts' : 'Host'}</dt>
        <dd>
          {hosts.length === 0 && 'None named'}
          {hosts.map((host, index) => (
            <div key={index}>
              {hostName(host)}
              {host.role && <span className={classes.quiet}>, {host.role}</span>}
              {host.name && host.email && <div className={classes.quiet}>{host.email}</div>}
            </div>
          ))}
        </dd>
        {attendees.map((attendee, index) => (
          <Person key={index} attendee={attendee} label={index === 0 ? 'Client' : 'Attendee'} />
        ))}
      </dl>
      {attendees.length === 0 && <Text size="sm">The provider named nobody who takes part.</Text>}
    </Section>
  )
}

function Person({ attendee, label }: { attendee: Attendee; label: string }) {
  const { name, email, phone, externalId, active, noShow } = attendee
  const asides = [active ? '' : 'left', noShow ? 'no-show' : ''].filter(Boolean).join(', ')
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {personName(attendee)}
        {asides && <span className={classes.quiet}> ({asides})</span>}
        {name && email && <div className={classes.quiet}>{email}</div>}
        {phone && <div className={classes.quiet}>{phone}</div>}
        {externalId && (name || email) && <div className={classes.quiet}>Provider's id {externalId}</div>}
      </dd>
    </>
  )
}
