import { createContext, use } from 'react'
import type { ReactNode } from 'react'
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { whyNot } from './may.ts'

const Reason = createContext<string | null>(null)

/** Sections of the settings that are set where `to` may be asked; elsewhere each says why not, and is shown without being changed. */
export function SetWhere({ to, children }: { to: ProcedurePath; children: ReactNode }) {
  return <Reason value={whyNot(to, 'here')}>{children}</Reason>
}

/** Why what is in here cannot be set; null: it can. */
export function useReason(): string | null {
  return use(Reason)
}
