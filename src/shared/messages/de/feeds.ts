import type { feeds as english } from '../en/feeds.ts'
import type { Like } from '../like.ts'

/** Kalender-Abos, und was in ihren Ereignissen steht. */
export const feeds: Like<typeof english> = {
  save: {
    button: 'Kalenderdatei',
    hint: 'Sichert eine .ics-Datei, die jedes Kalenderprogramm öffnet',
    command: 'Termin als Kalenderdatei (.ics) sichern',
    failed: 'Die Kalenderdatei konnte nicht gesichert werden',
  },
  event: {
    busy: 'Belegt',
    with: '{{what}} · {{who}}',
    said: '{{status}}: {{what}}',
    client: 'Klient: {{text}}',
    host: 'Bei: {{text}}',
    email: 'E-Mail: {{text}}',
    phone: 'Telefon: {{text}}',
    kind: 'Art: {{text}}',
    attendees_one: '{{count, number}} Teilnehmer',
    attendees_other: '{{count, number}} Teilnehmer',
    source: 'Gebucht über: {{source}}',
    assumed: 'Die Quelle sagt nicht, dass dies der Beginn ist; er wird dafür genommen.',
  },
}
