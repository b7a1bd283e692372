import { createStandInCalCom } from '../cal-com.ts'
import type { StandInCalCom } from '../cal-com.ts'
import { createStandInCalendly } from '../calendly.ts'
import type { StandInCalendly } from '../calendly.ts'
import { createStandInGoogle } from '../google.ts'
import type { StandInGoogle } from '../google.ts'
import { createStandInSmartScheduler } from '../smart-scheduler.ts'
import type { StandInSmartScheduler } from '../smart-scheduler.ts'
import { serveControl } from './control.ts'
import type { AppControl } from './control.ts'
import { demoClients, demoPeople, fillOffice } from './office.ts'
import type { Panel } from './panel.ts'
import { deliverTo, publicAddress } from './through.ts'

export interface SandboxOptions {
  /** Where Deskbell's receiver is, such as http://127.0.0.1:7420; asked anew for each push. */
  readonly receiver: () => string
  /** Of the control page; 0: any free one. */
  readonly port?: number
  readonly timeZone?: string
  readonly now?: () => number
}

export interface Sandbox {
  /** The control page's address. */
  readonly url: string
  readonly publicAddress: string
  /** For `DESKBELL_INTERNET`. */
  readonly internet: string
  readonly panels: readonly Panel[]
  readonly google: StandInGoogle
  readonly calendly: StandInCalendly
  readonly calCom: StandInCalCom
  readonly smart: StandInSmartScheduler
  /** From now on the page has buttons for it. */
  controls(app: AppControl): void
  close(): Promise<void>
}

/** All four stand-ins with a demo office in them, their pushes on the way to Deskbell at once, and a page on which people change things. */
export async function startSandbox({
  receiver,
  port = 0,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
  now = Date.now,
}: SandboxOptions): Promise<Sandbox> {
  const options = { now, deliver: deliverTo(receiver), sendsAtOnce: true }
  const google = await createStandInGoogle({ ...options, people: demoPeople, timeZone, seed: 11 })
  const calendly = await createStandInCalendly({ ...options, seed: 12 })
  const calCom = await createStandInCalCom({ ...options, seed: 13 })
  const smart = await createStandInSmartScheduler({ ...options, seed: 14 })
  const smartSubscriber = { url: `${publicAddress}/api/webhooks/smart-scheduler`, secret: 'whsec_bm90aGluZy1pbi10aGUtc2FuZGJveC1pcy1yZWFs' }
  const panels = fillOffice({ google, calendly, calCom, smart, smartSubscriber, timeZone, now })
  let app: AppControl | null = null
  const control = await serveControl({ panels, clients: demoClients, timeZone, receiver, app: () => app, now, port })
  const retries = setInterval(() => calendly.retryDue(), 10_000)
  return {
    url: control.url,
    publicAddress,
    internet: JSON.stringify({
      ...google.internet,
      calendly: calendly.url,
      calCom: calCom.url,
      publicAddresses: control.url,
      tunnelAddress: publicAddress,
    }),
    panels,
    google,
    calendly,
    calCom,
    smart,
    controls: (given) => void (app = given),
    async close() {
      clearInterval(retries)
      await Promise.all([control, google, calendly, calCom, smart].map((one) => one.close()))
    },
  }
}
