import type { Host } from '../../shared/appointment.ts'
import type { ImportPlan } from '../../shared/contract/imports.ts'
import { listHosts } from '../store/appointment-lists.ts'
import type { ReadDb } from '../store/db.ts'
import type { CandidateHost } from './candidate.ts'

export type Take = number | 'new' | 'nobody'

/** Whom of the team a file means. */
export interface HostFinder {
  /** By e-mail, else by the whole name without regard to case. Null: nobody who is known, or more than one. */
  recognise(host: CandidateHost): number | null
  /** As the plan says, else who was recognised, else somebody new. */
  take(host: CandidateHost): Take
  labelOf(id: number): string | null
}

export function hostFinder(db: ReadDb, plan: Pick<ImportPlan, 'hosts'>): HostFinder {
  const team = listHosts(db).filter(({ origin }) => origin === 'real')
  const byId = new Map(team.map((host) => [host.id, host]))

  function recognise({ name, email }: CandidateHost): number | null {
    const found = email === null ? [] : team.filter((host) => host.email?.toLowerCase() === email)
    const named = found.length > 0 || name === null ? found : team.filter((host) => host.name?.toLowerCase() === name.toLowerCase())
    return named.length === 1 ? named[0]!.id : null
  }

  return {
    recognise,
    take(host) {
      const said = plan.hosts[host.key]
      if (typeof said === 'number' && !byId.has(said)) return 'nobody'
      return said ?? recognise(host) ?? 'new'
    },
    labelOf: (id) => labelOf(byId.get(id)),
  }
}

const labelOf = (host: Host | undefined): string | null => (host ? (host.name ?? host.email) : null)
