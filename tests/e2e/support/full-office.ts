import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Provision } from '../../../src/shared/settings.ts'
import type { SigningProviderId } from '../../../src/shared/words.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { composeFullOffice } from '../../support/full-office.ts'
import { expect, type RunningDeskbell, type StartOptions } from './deskbell.ts'
import { postSigned } from './post-signed.ts'

/** Posts at once: as many as a busy provider would. */
const atOnce = 40

/**
 * Deskbell with a full office in it: everything posted by signed deliveries, as real ones, answered and kept.
 *
 * @param settings beside the office's zone, which is `timeZone`.
 */
export async function startFullOffice(
  start: (options?: StartOptions) => Promise<RunningDeskbell>,
  dataDir: string,
  { timeZone = 'America/New_York', weeks = 1, settings = {} }: { timeZone?: string; weeks?: number; settings?: Provision['settings'] } = {},
): Promise<RunningDeskbell & { readonly receiver: string }> {
  const secretOf = Object.fromEntries(
    (['calendly', 'cal-com', 'smart-scheduler'] as const).map((id) => [id, schemes[providers[id].schemes[0]].generateSecret()]),
  ) as Record<SigningProviderId, string>
  const provision: Provision = {
    settings: { timeZone, ...settings },
    providers: {
      calendly: { signingSecret: secretOf.calendly },
      'cal-com': { signingSecret: secretOf['cal-com'] },
      'smart-scheduler': { signingSecret: secretOf['smart-scheduler'] },
    },
  }
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const deskbell = await start({ args: ['--port', '0', '--provision', file], env: { TZ: timeZone } })
  const receiver = await deskbell.receiving()
  const deliveries = composeFullOffice(Date.now(), timeZone, { weeks })
  for (let from = 0; from < deliveries.length; from += atOnce) {
    const answers = await Promise.all(
      deliveries
        .slice(from, from + atOnce)
        .map(({ provider, body }) => postSigned(receiver, provider, JSON.stringify(body), secretOf[provider])),
    )
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
  }
  return { ...deskbell, receiver }
}
