import type { ImportPlan, ImportPreview, ImportPreviewRow } from '../../shared/contract/imports.ts'
import { leftOut, type RowProblem, type RowRemark } from '../../shared/import-words.ts'
import type { TypeRule } from '../../shared/settings.ts'
import type { ReadDb } from '../store/db.ts'
import { countOverlapping } from '../store/imports.ts'
import type { AppointmentCandidate, Candidate, CandidateClient, CandidateHost, Problem } from './candidate.ts'
import { candidatesOf, inTurns } from './candidates.ts'
import { hostFinder, type HostFinder } from './hosts.ts'
import type { Parsed } from './read-file.ts'
import { externalIdOf, keyOfNameless, recogniseAppointment, recogniseClient } from './recognise.ts'

const mostFirst = 50
const mostProblems = 500
const mostRemarks = 500

/** What becomes of one row. */
export interface Judged {
  readonly candidate: Candidate
  readonly action: ImportPreviewRow['action']
  readonly remarks: readonly RowRemark[]
  /** Of an appointment. */
  readonly externalId: string | null
  /** It makes its client known. */
  readonly makesClient: boolean
  readonly hasKnownName: boolean
}

export interface Judging {
  readonly db: ReadDb
  readonly parsed: Parsed
  readonly plan: ImportPlan
  readonly typeRules: readonly TypeRule[]
  readonly signal?: AbortSignal
}

/** Says of each row in turn what becomes of it. Only reads. */
export async function* judgeRows(
  candidates: Iterable<Candidate | Problem>,
  { db, plan }: Pick<Judging, 'db' | 'plan'>,
): AsyncGenerator<Judged | Problem> {
  const seen = new Set<string>()
  const made = new Set<string>()
  for await (const candidate of inTurns(candidates)) {
    if (candidate.kind === 'problem') {
      yield candidate
      continue
    }
    const judged = candidate.kind === 'client' ? judgeClient(candidate) : judgeAppointment(candidate)
    yield judged
  }

  function isNewClient(client: CandidateClient, scope: number | 'any'): { readonly isNew: boolean; readonly hasKnownName: boolean } {
    const { id, hasKnownName } = recogniseClient(db, client, plan.sameNames, scope)
    const key = client.email ?? keyOfNameless(client, scope).toString('hex')
    const isNew = id === null && !made.has(key)
    if (isNew) made.add(key)
    return { isNew, hasKnownName }
  }

  function judgeClient(candidate: Extract<Candidate, { kind: 'client' }>): Judged {
    const { isNew, hasKnownName } = isNewClient(candidate.client, 'any')
    const remarks: RowRemark[] = hasKnownName ? ['same-name'] : []
    return { candidate, action: isNew ? 'create' : 'same', remarks, externalId: null, makesClient: isNew, hasKnownName }
  }

  function judgeAppointment(candidate: AppointmentCandidate): Judged | Problem {
    const externalId = externalIdOf(candidate)
    const nothing = { candidate, externalId, makesClient: false, hasKnownName: false }
    if (seen.has(externalId)) return { ...nothing, action: 'same', remarks: ['twice'] }
    seen.add(externalId)
    const { action, remark } = recogniseAppointment(db, candidate, externalId)
    if (action === 'erased') return { kind: 'problem', row: candidate.row, field: null, reason: 'erased', text: '' }
    if (action === 'same') return { ...nothing, action, remarks: remark === null ? [] : [remark] }
    const { isNew, hasKnownName } = candidate.client ? isNewClient(candidate.client, 0) : { isNew: false, hasKnownName: false }
    const remarks = hasKnownName ? ([...candidate.remarks, 'same-name'] as const) : candidate.remarks
    return { candidate, action, remarks, externalId, makesClient: isNew, hasKnownName }
  }
}

const nothingYet = { create: 0, update: 0, same: 0, unreadable: 0, leftOut: 0 }

/** What an import by this plan would do, without doing any of it. */
export async function previewOf({ db, parsed, plan, typeRules }: Judging): Promise<ImportPreview> {
  const candidates = candidatesOf(parsed, { plan, typeRules })
  const counts = { ...nothingYet }
  const preview = { newClients: 0, sameNames: 0, overlapping: 0 }
  const [first, problems, remarks]: [ImportPreviewRow[], ImportPreview['problems'], ImportPreview['remarks']] = [[], [], []]
  const named = new Map<string, { readonly host: CandidateHost; rows: number }>()
  const finder = hostFinder(db, plan)
  if ('ambiguous' in candidates) return { ambiguousDate: candidates.ambiguous, counts, ...preview, hosts: [], first, problems, remarks }
  for await (const judged of judgeRows(candidates, { db, plan })) {
    if ('kind' in judged) {
      const { kind: _kind, ...problem } = judged
      counts[isLeftOut(judged.reason) ? 'leftOut' : 'unreadable'] += 1
      if (problems.length < mostProblems) problems.push(problem)
      continue
    }
    const { candidate, action } = judged
    counts[action] += 1
    if (judged.makesClient) preview.newClients += 1
    if (judged.hasKnownName) preview.sameNames += 1
    if (candidate.kind === 'appointment' && candidate.host) {
      const known = named.get(candidate.host.key) ?? { host: candidate.host, rows: 0 }
      known.rows += 1
      named.set(candidate.host.key, known)
    }
    const row = rowOf(judged, { db, plan, finder })
    if (row.overlaps > 0) preview.overlapping += 1
    if (first.length < mostFirst) first.push(row)
    for (const remark of judged.remarks)
      if (remarks.length < mostRemarks)
        remarks.push({ row: candidate.row, remark, text: row.title ?? row.client?.name ?? row.client?.email ?? '' })
  }
  const hosts = [...named.values()].map(({ host, rows }) => ({
    key: host.key,
    label: host.name ?? host.email ?? host.key,
    rows,
    hostId: finder.recognise(host),
    take: finder.take(host),
  }))
  return { ambiguousDate: null, counts, ...preview, hosts, first, problems, remarks }
}

const isLeftOut = (reason: RowProblem): boolean => (leftOut as readonly RowProblem[]).includes(reason)

function rowOf(
  { candidate, action, remarks, externalId }: Judged,
  { db, plan, finder }: { db: ReadDb; plan: ImportPlan; finder: HostFinder },
): ImportPreviewRow {
  const { row, client, notes } = candidate
  const common = { row, action, client, notes, remarks: [...remarks] }
  if (candidate.kind === 'client')
    return {
      ...common,
      title: null,
      startMs: null,
      endMs: null,
      type: null,
      status: null,
      host: null,
      location: null,
      stage: candidate.stage,
      overlaps: 0,
    }
  const { title, startMs, endMs, type, status, location, host } = candidate
  const take = host ? finder.take(host) : plan.hostId
  const hostId = typeof take === 'number' ? take : null
  return {
    ...common,
    title,
    startMs,
    endMs,
    type,
    status,
    host: hostId === null ? (take === 'new' && host ? (host.name ?? host.email) : null) : finder.labelOf(hostId),
    location: location?.text ?? null,
    stage: null,
    overlaps:
      hostId === null || externalId === null || action === 'same' ? 0 : countOverlapping(db, { hostId, startMs, endMs, externalId }),
  }
}
