import type { Appointment, Attendee, HostReference } from '../../shared/appointment.ts'
import { t } from '../ui/t.tsx'

/** A person's name, else their e-mail, else their id at the provider. */
export function personName({ name, email, externalId }: Pick<Attendee, 'name' | 'email' | 'externalId'>): string {
  return name ?? email ?? externalId ?? t('appointment.unknown')
}

/** What the drawer is headed by: the client, who is the first that takes part, else the title. */
export function headingOf({ details, client: known }: Pick<Appointment, 'details' | 'client'>): string {
  if (known?.deskName) return known.deskName
  const client = details.attendees.find(({ active }) => active) ?? details.attendees[0]
  return client ? personName(client) : (details.title ?? t('appointment.unknownClient'))
}

export function hostName({ name, email }: HostReference): string {
  return name ?? email ?? t('appointment.unknownHost')
}
