import { leastRoleOf, mayAsk } from '../../shared/desk-roles.ts'
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { t } from '../ui/t.tsx'
import { session } from './session.ts'
import { isBrowser } from './where.ts'

/**
 * Whether the person at this page may ask it of the desk, so that nothing is offered that the desk would refuse. In the window: everything.
 * Holds for as long as the page lives: it is loaded anew when the role changes.
 */
export function may(path: ProcedurePath): boolean {
  if (!isBrowser) return true
  const now = session.get()
  return now.kind === 'signed-in' && mayAsk(now.role, leastRoleOf(path) ?? 'never')
}

/** Why not, for the person: who does it instead. Null: it may be asked. @param what one button, or everything that stands here */
export function whyNot(path: ProcedurePath, what: 'never' | 'here' = 'never'): string | null {
  if (may(path)) return null
  const least = leastRoleOf(path)
  return t(least === 'desk' || least === 'admin' ? `desks.mayNot.${least}` : `desks.mayNot.${what}`)
}
