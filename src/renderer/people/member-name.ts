import type { Host } from '../../shared/appointment.ts'
import { t } from '../ui/t.tsx'

export function memberName({ id, name, email }: Pick<Host, 'id' | 'name' | 'email'>): string {
  return name ?? email ?? t('team.list.unnamed', { id })
}
