import type { TokenProviderId } from '../../shared/words.ts'
import { providers } from '../providers/index.ts'
import { getConnection, type Connection } from '../store/connections.ts'
import { openCalendly } from './calendly.ts'
import type { Client } from './client.ts'
import { openApi } from './http.ts'
import type { PullParts } from './parts.ts'

export interface OpenedClient {
  readonly client: Client
  readonly unreadable: () => number
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
  const known = { ...getConnection(store.read, provider), ...connection }
  const patience = patienceMs === undefined ? {} : { patienceMs }
  const parts = {
    db: store.read,
    connection: known,
    paths: providers[provider].paths,
    onUnreadable: () => void (unreadable += 1),
  }
  const api = openApi({ baseUrl: internet.calendly, token, signal, now, ...patience })
  return { client: openCalendly({ ...parts, api }), unreadable: () => unreadable }
}
