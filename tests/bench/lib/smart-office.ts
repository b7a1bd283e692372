/** As the scheme wants it: 32 bytes in base64. */
export const benchSmartSecret = `whsec_${Buffer.from('bench-secret-0123456789abcdef012').toString('base64')}`

const members = ['Berg', 'Cole', 'Diaz', 'Eng', 'Gomez', 'Haddad', 'Ito', 'Jansen', 'Klein', 'Lund', 'Maier', 'Novak'] as const

export interface Booking {
  /** Unique in the run: of the client, by whose name the card is found. */
  readonly name: string
  readonly member: number
  readonly startMs: number
  readonly minutes: number
}

/** A booking as Smart-Scheduler tells it. */
export function smartBody({ name, member, startMs, minutes }: Booking): string {
  const host = members[member % members.length]
  return JSON.stringify({
    event: 'appointment.created',
    appointment: {
      id: name,
      scheduledAt: new Date(startMs).toISOString(),
      duration: minutes,
      type: 'strategy_session',
      client: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` },
      host: { name: `Host ${host}`, email: `${host?.toLowerCase()}@northwind.example`, role: 'advisor' },
    },
  })
}

/** How many columns a day has. */
export const memberCount = members.length
