import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { ErasureCounts, ErasureOutcome, ErasurePlan, ErasureProgress, ErasureStep } from '../../shared/contract/keeping.ts'
import { indexNextAppointments } from '../store/appointment-search.ts'
import { indexNextClients } from '../store/clients-search.ts'
import { indexNextBodies } from '../store/delivery-search.ts'
import { clearSalts, listErased } from '../store/erase-chain.ts'
import { findErasable, type Erasable } from '../store/erasable.ts'
import { findConcerned, type Concerned } from '../store/erase-find.ts'
import { eraseClient } from '../store/erase.ts'
import { endErasure, listUnfinishedErasures } from '../store/erasures.ts'
import type { Store } from '../store/open.ts'
import { emptyLog, mergeSteps } from '../store/overwrite.ts'
import type { Writer } from '../store/writer.ts'
import { quickBytes, rewrite } from './rewrite.ts'
import { searchBytes } from './search-bytes.ts'

export interface ErasureParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
}

/** Entries of the chain that one job looks at. */
const entriesAtOnce = 5_000
/** How often it is tried to empty the log while somebody reads. */
const mostTries = 200

export interface Found {
  readonly erasable: Erasable
  readonly concerned: Concerned
}

/** Null: there is no such client. Between two slices whoever waits has a turn. */
export async function findForErasure({ store }: Pick<ErasureParts, 'store'>, clientId: number): Promise<Found | null> {
  const erasable = findErasable(store.read, clientId)
  if (erasable === null) return null
  const finding = findConcerned(store.read, erasable)
  for (;;) {
    const { done, value } = finding.next()
    if (done) return { erasable, concerned: value }
    await turn()
  }
}

/** What the window shows before anything is done. */
export function planOf({ erasable, concerned }: Found, elsewhere: ErasurePlan['elsewhere']): ErasurePlan {
  return {
    name: erasable.name,
    counts: countsOf(erasable, concerned),
    uncertain: [...concerned.uncertain],
    shared: [...erasable.shared],
    isTeamMember: erasable.isTeamMember,
    elsewhere,
  }
}

function countsOf({ family }: Erasable, { appointmentIds, leadIds, deliveryIds, mentionIds }: Concerned): ErasureCounts {
  return {
    clients: family.length,
    appointments: appointmentIds.length,
    leads: leadIds.length,
    deliveries: deliveryIds.length,
    mentions: mentionIds.length,
  }
}

/**
 * Erases a client and overwrites what is left of them, until nothing is found in the file, its log and its index any more.
 *
 * @param onProgress told before each step.
 * @returns null: the client is another one since they were found.
 */
export async function runErasure(
  parts: ErasureParts,
  { erasable, concerned }: Found,
  order: { readonly chosenIds: readonly number[]; readonly actor: string; readonly reason: string },
  onProgress: (progress: ErasureProgress) => void,
): Promise<{ readonly counts: ErasureCounts; readonly outcome: ErasureOutcome } | null> {
  const { writer, now } = parts
  const begin = (step: ErasureStep): void => onProgress({ kind: 'step', step })
  begin('erase')
  const erased = await writer.submit((db, notes) => {
    for (const topic of ['clients', 'appointments', 'deliveries', 'notices', 'filters', 'hosts', 'keeping'] as const) notes.topic(topic)
    return eraseClient(db, { erasable, concerned, ...order, atMs: now() })
  })
  if (erased === null) return null
  await overwrite(parts, begin)
  const outcome = await searchAndRewrite(parts, erasable.written, begin)
  await finish(parts, erased.erasureId, outcome)
  return { counts: erased.counts, outcome }
}

/** Does what an erasure had left when the desk ended; what it was of is not known any more, so that it cannot be searched for. */
export async function finishErasures(parts: ErasureParts): Promise<void> {
  const unfinished = listUnfinishedErasures(parts.store.read)
  if (unfinished.length === 0) return
  await overwrite(parts, () => undefined)
  await tidy(parts)
  await rewrite(parts.store, parts.writer)
  await tidy(parts)
  for (const id of unfinished) await finish(parts, id, null)
}

async function finish({ writer, now }: ErasureParts, id: number, outcome: ErasureOutcome | null): Promise<void> {
  await writer.submit((db, notes) => {
    notes.topic('keeping')
    endErasure(db, id, { atMs: now(), outcome })
  })
}

/** What the chain knows of them, and their words in the indexes. */
async function overwrite({ store, writer }: ErasureParts, begin: (step: ErasureStep) => void): Promise<void> {
  begin('chain')
  const erased = listErased(store.read)
  for (let seq: number | null = 0; seq !== null;) {
    const from: number = seq
    seq = await writer.submit((db) => clearSalts(db, erased, from, entriesAtOnce))
  }
  begin('indexes')
  // What was changed is indexed anew first: only then its old words are known to be old.
  while ((await writer.submit((db) => indexNextBodies(db, 25) + indexNextAppointments(db, 25) + indexNextClients(db, 25))) > 0) await turn()
  for (const merge of mergeSteps()) while (await writer.submit(merge)) await turn()
}

async function searchAndRewrite(
  parts: ErasureParts,
  written: readonly string[],
  begin: (step: ErasureStep) => void,
): Promise<ErasureOutcome> {
  const { store } = parts
  const paths = [store.path, `${store.path}-wal`, `${store.path}-shm`]
  begin('file')
  await tidy(parts)
  begin('search')
  const first = await searchBytes(paths, written)
  if (first.found === 0 && first.searchedBytes > quickBytes) return { ...first, rewritten: false }
  begin('rewrite')
  try {
    await rewrite(store, parts.writer)
  } catch (error) {
    // Such as a full disk: what was found is told as it is.
    parts.onFailure(error)
    return { ...first, rewritten: false }
  }
  await tidy(parts)
  return { ...(await searchBytes(paths, written)), rewritten: true }
}

/** Empties the write-ahead log, which still has the pages as they were before. */
async function tidy({ store }: ErasureParts): Promise<void> {
  for (let tries = 0; tries < mostTries && !emptyLog(store.write); tries += 1) await pause(5)
}
