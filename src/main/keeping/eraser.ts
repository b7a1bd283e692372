import type { ErasurePlan, ErasureProgress } from '../../shared/contract/keeping.ts'
import { finishErasures, findForErasure, planOf, runErasure, type ErasureParts } from './erase-client.ts'

export type ErasureRefusal = 'gone' | 'name' | 'under-way'

export interface ErasureAsked {
  readonly clientId: number
  /** As it was typed. */
  readonly name: string
  readonly reason: string
  readonly deliveryIds: readonly number[]
}

/** One erasure at a time. */
export interface Eraser {
  /** Null: there is no such client. */
  plan(clientId: number, elsewhere: ErasurePlan['elsewhere']): Promise<ErasurePlan | null>
  /** Once begun it goes on to its end, also when nobody listens any more. Throws EraseRefusedError. */
  erase(asked: ErasureAsked, actor: string): AsyncGenerator<ErasureProgress>
  /** Waits for one that is under way. */
  close(): Promise<void>
}

export class EraseRefusedError extends Error {
  override readonly name = 'EraseRefusedError'
  readonly code = 'ERASE_REFUSED'
  readonly reason: ErasureRefusal

  constructor(reason: ErasureRefusal) {
    super(`not erased: ${reason}`)
    this.reason = reason
  }
}

/** Finishes first what was cut off. */
export function createEraser(parts: ErasureParts): Eraser {
  const { onFailure } = parts
  let underWay: Promise<void> | null = null
  let asking = false

  function keepBusy(work: Promise<void>): void {
    underWay = work.finally(() => (underWay = null))
  }
  keepBusy(finishErasures(parts).catch(onFailure))

  return {
    async plan(clientId, elsewhere) {
      const found = await findForErasure(parts, clientId)
      return found === null ? null : planOf(found, elsewhere)
    },
    async *erase({ clientId, name, reason, deliveryIds }, actor) {
      if (asking || underWay !== null) throw new EraseRefusedError('under-way')
      asking = true
      const news = createNews<ErasureProgress>()
      try {
        const found = await findForErasure(parts, clientId)
        if (found === null) throw new EraseRefusedError('gone')
        if (!isSame(found.erasable.name, name)) throw new EraseRefusedError('name')
        // Of what may be theirs, only what the plan had told of.
        const uncertain = new Set(found.concerned.uncertain.map(({ id }) => id))
        const chosenIds = deliveryIds.filter((id) => uncertain.has(id))
        const work = runErasure(parts, found, { chosenIds, actor, reason }, news.add).then(
          (done) => {
            if (done === null) news.fail(new EraseRefusedError('gone'))
            else news.add({ kind: 'done', ...done })
            news.end()
          },
          (error: unknown) => {
            onFailure(error)
            news.fail(error)
          },
        )
        keepBusy(work)
      } finally {
        asking = false
      }
      yield* news.items()
    },
    async close() {
      await underWay
    },
  }
}

/** Blanks around it and between its words, and its case, are not what keeps somebody from erasing the wrong client. */
function isSame(name: string, typed: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
  return plain(name) === plain(typed)
}

/** What is told while nobody may be listening, for whoever does. */
function createNews<T>(): { add(item: T): void; fail(error: unknown): void; end(): void; items(): AsyncGenerator<T> } {
  const waiting: T[] = []
  let failure: { readonly error: unknown } | null = null
  let isOver = false
  let wake: () => void = () => undefined
  return {
    add(item) {
      waiting.push(item)
      wake()
    },
    fail(error) {
      failure = { error }
      isOver = true
      wake()
    },
    end() {
      isOver = true
      wake()
    },
    async *items() {
      for (;;) {
        const item = waiting.shift()
        if (item !== undefined) yield item
        else if (failure !== null) throw failure.error
        else if (isOver) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
