import type { calendar as english } from '../en/calendar.ts'
import type { Like } from '../like.ts'

export const calendar: Like<typeof english> = {
  noHost: 'Ohne Zuordnung',
  hostNumber: 'Teammitglied {{id}}',
  free: 'frei',
  appointments_one: '{{count}} Termin',
  appointments_other: '{{count}} Termine',
  membersBefore: 'Vorherige Teammitglieder',
  membersAfter: 'Nächste Teammitglieder',
  membersPage: '{{first}} bis {{last}}, Seite {{page}} von {{pages}}',
}
