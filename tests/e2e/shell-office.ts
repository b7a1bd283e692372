import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Provision, Settings } from '../../src/shared/settings.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { expect } from './support/deskbell.ts'
import type { RunningDeskbell, StartOptions } from './support/deskbell.ts'
import { postSigned } from './support/post-signed.ts'

const secret = schemes[providers['smart-scheduler'].schemes[0]].generateSecret()

export interface Booking {
  readonly id: string
  readonly client: string
  readonly event?: 'appointment.created' | 'appointment.updated' | 'appointment.cancelled'
  /** Of tomorrow in UTC, `HH:mm`: always still to come. */
  readonly at?: string
}

export interface ShellOffice extends RunningDeskbell {
  readonly receiver: string
  book(booking: Booking): Promise<void>
}

/** An office in UTC with one provider connected. */
export async function startShellOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
  settings: Partial<Settings> = {},
): Promise<ShellOffice> {
  const provision: Provision = {
    // Tomorrow, on which everything is booked, is in the week that is shown, whatever day it is.
    settings: { timeZone: 'UTC', firstDayOfWeek: new Date().getUTCDay(), ...settings },
    providers: { 'smart-scheduler': { signingSecret: secret } },
  }
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const deskbell = await start({ args: ['--port', '0', '--provision', file], env: { TZ: 'UTC' } })
  const receiver = await deskbell.receiving()
  return {
    ...deskbell,
    receiver,
    async book({ id, client, event = 'appointment.created', at = '10:00' }) {
      const appointment = {
        id,
        scheduledAt: `${tomorrow()}T${at}:00Z`,
        duration: 30,
        type: 'consultation',
        client: { name: client, email: `${client.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.com` },
        host: { name: 'Anna Berg', email: 'anna@example.com', role: 'advisor' },
      }
      const answer = await postSigned(receiver, 'smart-scheduler', JSON.stringify({ event, appointment }), secret)
      expect(answer.status).toBe(200)
    },
  }
}

export function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
}
