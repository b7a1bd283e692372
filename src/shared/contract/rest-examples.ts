/** What the documentation shows; everybody in it is made up. */
export const exampleHost = { id: 3, name: 'Mara Keller', email: 'mara@office.example', role: null, active: true }

export const exampleAppointment = {
  id: 42,
  source: 'manual',
  externalId: '0d0f6a52-4c36-4a1e-9d7e-3f1f0d8f5b11',
  status: 'scheduled',
  type: 'consultation',
  providerType: null,
  title: 'First talk',
  start: '2026-11-24T13:00:00.000Z',
  end: '2026-11-24T13:30:00.000Z',
  startAssumed: false,
  rescheduled: false,
  timeZone: 'Europe/Berlin',
  location: { kind: 'place', text: 'Room 2', url: null },
  hosts: [{ id: 3, name: 'Mara Keller', email: 'mara@office.example' }],
  client: { id: 17, name: 'Jane Doe', email: 'jane@example.com', phone: null, timeZone: null, stage: 'booked' },
  attendees: [{ name: 'Jane Doe', email: 'jane@example.com', phone: null, timeZone: 'Europe/Berlin' }],
  attendeeCount: 1,
  answers: [],
  notes: null,
  cancellation: null,
  metadata: {},
  sameAs: null,
  replaces: null,
  replacedBy: null,
  created: '2026-11-20T09:12:00.000Z',
  updated: '2026-11-20T09:12:00.000Z',
} as const

export const exampleHistory = [
  {
    at: '2026-11-20T09:12:00.000Z',
    by: 'API key Website (dbk_k3Vq8ZtB)',
    what: 'created',
    before: {},
    after: { status: 'scheduled', title: 'First talk' },
  },
] as const

export const exampleClient = {
  id: 17,
  name: 'Jane Doe',
  email: 'jane@example.com',
  phone: null,
  source: null,
  externalId: null,
  stage: 'booked',
  appointments: 1,
  noShows: 0,
  lastSeen: null,
  nextStart: '2026-11-24T13:00:00.000Z',
} as const
