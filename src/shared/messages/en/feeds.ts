/** Calendar feeds, and what stands in their events. */
export const feeds = {
  save: {
    button: 'Calendar file',
    hint: 'Saves an .ics file that any calendar program opens',
    command: 'Save the appointment as a calendar file (.ics)',
    failed: 'The calendar file could not be saved',
  },
  event: {
    busy: 'Busy',
    with: '{{what}} · {{who}}',
    said: '{{status}}: {{what}}',
    client: 'Client: {{text}}',
    host: 'Host: {{text}}',
    email: 'E-mail: {{text}}',
    phone: 'Phone: {{text}}',
    kind: 'Kind: {{text}}',
    attendees_one: '{{count, number}} attendee',
    attendees_other: '{{count, number}} attendees',
    source: 'Booked with: {{source}}',
    assumed: 'The source does not say that this is the start; it is taken for it.',
  },
}
