import { withEventMeta } from '@orpc/server'
import type { OutwardEventBody } from '../../shared/public-appointment.ts'
import type { DeskParts } from '../api/context.ts'
import { listEventsAfter } from '../store/events.ts'
import { keptEvents, publicEventOf } from '../store/public-events.ts'
import { toKeyHolders } from '../store/rest-appointments.ts'
import type { Caller } from './caller.ts'
import { refusal, wrongField } from './refusal.ts'

const atOnce = 50
/** A key's end comes with no commit; it is looked for this often. */
const lookAgainMs = 5_000

export type Following = Pick<DeskParts, 'store' | 'writer'> & { readonly caller?: Caller }

/**
 * What happens from now on, or from after an event on, each with its id. Ends with the signal, with the receiver, and when the caller's key
 * does not count any more.
 *
 * @param lastEventId undefined: from now on.
 * @throws ORPCError EVENTS_GONE where something after it may be missing, TOO_MANY_STREAMS, INVALID_PARAMETER
 */
export function followEvents(
  parts: Following,
  lastEventId: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<OutwardEventBody, void, void> {
  const { store, caller } = parts
  const after = placeIn(keptEvents(store.read), lastEventId)
  const giveBack = caller ? caller.takeStream() : nothing
  if (giveBack === null) throw refusal('TOO_MANY_STREAMS', 'This API key follows as many streams as it may. End one, and try again.')
  return follow(parts, after, signal, giveBack)
}

function nothing(): void {}

function placeIn({ after, last }: ReturnType<typeof keptEvents>, lastEventId: string | undefined): number {
  if (lastEventId === undefined || lastEventId === '') return last
  if (!/^\d{1,15}$/.test(lastEventId)) throw wrongField('INVALID_PARAMETER', 'Last-Event-ID', 'the id of the last event that was received')
  const id = Number(lastEventId)
  if (id < after || id > last)
    throw refusal(
      'EVENTS_GONE',
      'Events after this one are not kept any more. Read the appointments anew, then follow without Last-Event-ID.',
    )
  return id
}

async function* follow(
  { store, writer, caller }: Following,
  after: number,
  signal: AbortSignal | undefined,
  giveBack: () => void,
): AsyncGenerator<OutwardEventBody, void, void> {
  const ends = AbortSignal.any([signal, caller?.closing].filter((each) => each !== undefined))
  let wake = nothing
  const rouse = (): void => wake()
  const unsubscribe = writer.afterCommit(rouse)
  ends.addEventListener('abort', rouse)
  const timer = setInterval(rouse, lookAgainMs).unref()
  const goesOn = (): boolean => !ends.aborted && (caller?.stillCounts() ?? true)
  let last = after
  try {
    while (goesOn()) {
      const rows = listEventsAfter(store.read, last, atOnce)
      for (const row of rows) {
        if (!goesOn()) return
        last = row.id
        const body = publicEventOf(store.read, row, toKeyHolders)
        if (body !== null) yield withEventMeta(body, { id: String(row.id) })
      }
      // Between asking and waiting nothing can be committed: both are of one turn.
      if (rows.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    clearInterval(timer)
    ends.removeEventListener('abort', rouse)
    unsubscribe()
    giveBack()
  }
}
