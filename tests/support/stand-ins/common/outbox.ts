/** A request that a provider makes to one of its subscribers. */
export interface Push {
  readonly url: string
  readonly body: string
  /** Made anew for each attempt, as signatures with a timestamp are. */
  readonly headers: (sentAtMs: number) => Readonly<Record<string, string>>
  /** What it tells, for people and for tests that pick. */
  readonly about: string
  /** Hears of every attempt; null: nobody answered. */
  readonly answered?: (status: number | null) => void
}

/** Carries a push to the subscriber. @returns the answer's status; null: nobody answered. */
export type Deliver = (push: Push, sentAtMs: number) => Promise<number | null>

/** What a provider has to tell its subscribers. A test sends it, loses it, sends it twice or in another order; the sandbox sends it at once. */
export interface Outbox {
  readonly waiting: readonly Push[]
  /** In the provider's order. */
  put(push: Push): void
  /** Past what waits; `loseNext` counts it too. Settles when it was answered, or nobody did. */
  sendNow(push: Push): Promise<void>
  /**
   * Sends what `pick` takes from what waits, one after another in its order; all of it unless told. What it takes twice is sent twice, what
   * it leaves waits on.
   * @returns the answers' statuses, null where nobody answered
   */
  flush(given?: { readonly pick?: (waiting: readonly Push[]) => readonly Push[] }): Promise<(number | null)[]>
  /** Loses what waits, or what `which` says of it. */
  lose(which?: (push: Push) => boolean): void
  /** Loses so many of the next ones that are put in. */
  loseNext(count: number): void
  /** Settles when what is sent at once was answered. */
  idle(): Promise<void>
}

export interface OutboxOptions {
  readonly now: () => number
  readonly deliver: Deliver
  /** True: everything is sent as soon as it is put in, as a provider does. */
  readonly atOnce: boolean
}

export function createOutbox({ now, deliver, atOnce }: OutboxOptions): Outbox {
  let waiting: Push[] = []
  let toLose = 0
  let sending: Promise<unknown> = Promise.resolve()

  function isLost(): boolean {
    if (toLose === 0) return false
    toLose -= 1
    return true
  }

  async function send(push: Push): Promise<number | null> {
    const status = await deliver(push, now())
    push.answered?.(status)
    return status
  }

  return {
    get waiting() {
      return waiting
    },
    put(push) {
      if (isLost()) return
      if (!atOnce) {
        waiting.push(push)
        return
      }
      sending = sending.then(() => send(push))
    },
    async sendNow(push) {
      if (!isLost()) await send(push)
    },
    async flush({ pick = everything } = {}) {
      const picked = [...pick(waiting)]
      waiting = waiting.filter((push) => !picked.includes(push))
      const statuses: (number | null)[] = []
      for (const push of picked) statuses.push(await send(push))
      return statuses
    },
    lose(which = () => true) {
      waiting = waiting.filter((push) => !which(push))
    },
    loseNext(count) {
      toLose += count
    },
    idle: () => sending.then(() => undefined),
  }
}

/** Over HTTP, to where the push says. Redirects are not followed: no provider does. */
export const overHttp: Deliver = async ({ url, body, headers }, sentAtMs) => {
  try {
    const answer = await fetch(url, { method: 'POST', headers: headers(sentAtMs), body, redirect: 'manual' })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return null
  }
}

function everything(waiting: readonly Push[]): readonly Push[] {
  return waiting
}
