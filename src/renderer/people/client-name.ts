import type { ClientMatch } from '../../shared/contract/clients.ts'
import { t } from '../ui/t.tsx'

/** What a client is called: by name, else by e-mail, by the provider's id, by phone, or by a number of ours. */
export function nameOfClient(client: Pick<ClientMatch, 'id' | 'name' | 'email' | 'phone' | 'externalId'>): string {
  const { id, name, email, externalId, phone } = client
  return name ?? email ?? externalId ?? phone ?? t('clients.list.unknown', { id })
}
