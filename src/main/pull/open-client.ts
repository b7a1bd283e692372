import type { TokenProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import { getConnection, type Connection } from '../store/connections.ts'
import { calComHeaders, openCalCom } from './cal-com.ts'
import { openCalendly } from './calendly.ts'
import type { Client } from './client.ts'
import { ApiError, openApi } from './http.ts'
import type { PullParts } from './parts.ts'
import { openSmartScheduler } from './smart-scheduler.ts'

export interface OpenedClient {
  readonly client: Client
  readonly unreadable: () => number
  /** The latest that the provider's clock has told; null: it was not asked yet. */
  readonly toldAtMs: () => number | null
}

export interface ClientAsked {
  readonly token: string
  readonly signal: AbortSignal
  /** In place of what is kept: while somebody tries another. */
  readonly connection?: Pick<Connection, 'apiUrl' | 'scope'>
  /** All waiting for the provider together, in milliseconds; a minute where it is not told. */
  readonly patienceMs?: number
}

/** The provider's API with this token. */
export function openClient(
  { store, internet, now }: PullParts,
  provider: TokenProviderId,
  { token, signal, connection, patienceMs }: ClientAsked,
): OpenedClient {
  let unreadable = 0
  let toldAtMs: number | null = null
  const known = { ...getConnection(store.read, provider), ...connection }
  const onTold = (atMs: number): void => void (toldAtMs = Math.max(atMs, toldAtMs ?? atMs))
  const asking = { token, signal, now, readAtMs: known.readAtMs, onTold, ...(patienceMs !== undefined && { patienceMs }) }
  const parts = {
    db: store.read,
    connection: known,
    paths: providers[provider].paths,
    now,
    onUnreadable: () => void (unreadable += 1),
  }
  return { client: open(), unreadable: () => unreadable, toldAtMs: () => toldAtMs }

  function open(): Client {
    switch (provider) {
      case 'calendly':
        return openCalendly({ ...parts, api: openApi({ ...asking, baseUrl: internet.calendly }) })
      case 'cal-com':
        return openCalCom({ ...parts, api: openApi({ ...asking, baseUrl: internet.calCom, headers: calComHeaders }) })
      case 'smart-scheduler':
        if (known.apiUrl === null) throw new ApiError({ outcome: 'failed', status: null, word: 'no address' })
        return openSmartScheduler({ ...parts, api: openApi({ ...asking, baseUrl: known.apiUrl }) })
    }
  }
}
