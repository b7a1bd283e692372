import type { ImportPlan } from '../../shared/contract/imports.ts'
import type { WriteDb } from '../store/db.ts'
import { insertImport, insertImportRows, markImport, removeImport } from '../store/imports.ts'
import { removeMadeHosts } from '../store/imports-undo.ts'
import { addMember } from '../store/team.ts'
import type { CandidateHost } from './candidate.ts'
import { candidatesOf } from './candidates.ts'
import { hostFinder } from './hosts.ts'
import { judgeRows, type Judged } from './preview.ts'
import type { Parsed } from './read-file.ts'
import { ImportError, type Running, type RunningParts } from './running.ts'
import type { Payload } from './write-row.ts'

const rowsAtOnce = 100

interface Ordered {
  readonly fileName: string
  readonly parsed: Parsed
  readonly plan: ImportPlan
}

/**
 * Notes every row that is to be written, so that an import that is cut off can be gone on with; and makes the team members known who come
 * with it. Nothing else is written yet.
 *
 * @returns the import's id. Throws ImportError `nothing`; when it is stopped meanwhile nothing is left of it.
 */
export async function noteRows(parts: RunningParts, { fileName, parsed, plan }: Ordered, { actor, signal }: Running): Promise<number> {
  const { store, writer, settings, now } = parts
  const candidates = candidatesOf(parsed, { plan, typeRules: settings().typeRules })
  if ('ambiguous' in candidates) throw new ImportError('nothing')
  const judged: Judged[] = []
  for await (const each of judgeRows(candidates, { db: store.read, plan })) {
    if (!('kind' in each) && each.action !== 'same') judged.push(each)
    if (signal.aborted) throw new ImportError('nothing')
  }
  if (judged.length === 0) throw new ImportError('nothing')
  const hosts = new Map<string, CandidateHost>()
  for (const { candidate } of judged) if (candidate.kind === 'appointment' && candidate.host) hosts.set(candidate.host.key, candidate.host)
  const { id, hostIds } = await writer.submit((db, notes) => {
    const team = takeHosts(db, [...hosts.values()], plan, { actor, nowMs: now() })
    if (team.madeIds.length > 0) notes.topic('hosts')
    const importId = insertImport(db, {
      fileName,
      format: parsed.format,
      kind: plan.kind,
      actor,
      startedAtMs: now(),
      hostIds: team.madeIds,
    })
    return { id: importId, hostIds: team.ids }
  })
  const { sameNames, hostId } = plan
  const payloads = judged.map(({ candidate, externalId }): { row: number; payload: Payload } => ({
    row: candidate.row,
    payload:
      candidate.kind === 'client'
        ? { candidate, sameNames }
        : { candidate, externalId: externalId!, hostId: candidate.host ? (hostIds.get(candidate.host.key) ?? null) : hostId, sameNames },
  }))
  for (let at = 0; at < payloads.length; at += rowsAtOnce) {
    if (signal.aborted) {
      await writer.submit((db, notes) => {
        removeMadeHosts(db, id, { atMs: now(), why: 'cut-off' })
        removeImport(db, id)
        notes.topic('hosts')
      })
      throw new ImportError('nothing')
    }
    await writer.submit((db) => insertImportRows(db, id, payloads.slice(at, at + rowsAtOnce)))
  }
  await writer.submit((db, notes) => {
    markImport(db, id, 'running', now())
    notes.topic('imports')
  })
  return id
}

/** Whom of the team each host of the file is, by the plan; those who come new are made known. */
function takeHosts(
  db: WriteDb,
  hosts: readonly CandidateHost[],
  plan: ImportPlan,
  doing: { readonly actor: string; readonly nowMs: number },
): { readonly ids: ReadonlyMap<string, number | null>; readonly madeIds: readonly number[] } {
  const finder = hostFinder(db, plan)
  const ids = new Map<string, number | null>()
  const madeIds: number[] = []
  for (const host of hosts) {
    const take = finder.take(host)
    if (take !== 'new') {
      ids.set(host.key, take === 'nobody' ? null : take)
      continue
    }
    const made = addMember(db, { name: host.name ?? host.email ?? host.key, email: host.email, role: null }, doing)
    // Somebody whom only the file's spelling tells from others: whoever has the address already is meant.
    ids.set(host.key, 'id' in made ? made.id : finder.recognise(host))
    if ('id' in made) madeIds.push(made.id)
  }
  return { ids, madeIds }
}
