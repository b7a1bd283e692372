import type { ReachOutcome } from '../../shared/contract/reach.ts'
import { createListeners } from './listeners.ts'

export interface AddressCheck {
  /** The address that was asked. */
  readonly url: string
  readonly outcome: ReachOutcome
  readonly atMs: number
  /** How many checks of this address have failed one after the other; 0: it was reached. */
  readonly failures: number
}

export interface AddressWatchParts {
  readonly publicUrl: () => string | null
  /** False: it is known without a check that nobody reaches us; checks by themselves wait. */
  readonly isWorthwhile: () => boolean
  /** Never rejects. */
  readonly check: (publicUrl: string) => Promise<ReachOutcome>
  readonly now: () => number
  /** Before everyone else hears of it. */
  readonly onCheck: (check: AddressCheck) => void
}

/** Checks the public address: when asked, and by itself. */
export interface AddressWatch {
  /** Null: there is no address. Whoever asks while one is under way gets what comes of that one. */
  check(): Promise<ReachOutcome | null>
  /** Null: none was made of the present address. */
  last(): AddressCheck | null
  onCheck(listener: (check: AddressCheck) => void): () => void
  /** Checks now, and from now on. */
  begin(): void
  close(): void
}

const minuteMs = 60_000
/** A tunnel or a proxy that has died is noticed within this time. */
const everyMs = 30 * minuteMs
/** After a failure; the last one counts for all that follow. A machine that wakes up may need a while to be in its network. */
const againMs = [20_000, minuteMs, 2 * minuteMs, 5 * minuteMs] as const

export function createAddressWatch({ publicUrl, isWorthwhile, check: ask, now, onCheck }: AddressWatchParts): AddressWatch {
  const heard = createListeners<AddressCheck>()
  let latest: AddressCheck | null = null
  let underWay: { readonly url: string; readonly done: Promise<ReachOutcome> } | null = null
  let timer: NodeJS.Timeout | undefined
  let isOn = false

  function last(): AddressCheck | null {
    return latest !== null && latest.url === publicUrl() ? latest : null
  }

  async function check(): Promise<ReachOutcome | null> {
    const url = publicUrl()
    if (url === null) return null
    if (underWay?.url === url) return underWay.done
    const mine = { url, done: checkNow(url) }
    underWay = mine
    try {
      return await mine.done
    } finally {
      if (underWay === mine) underWay = null
    }
  }

  async function checkNow(url: string): Promise<ReachOutcome> {
    const outcome = await ask(url)
    // The address that it is about may be gone by now.
    if (url !== publicUrl()) return outcome
    latest = { url, outcome, atMs: now(), failures: outcome === 'reached' ? 0 : (last()?.failures ?? 0) + 1 }
    onCheck(latest)
    heard.tell(latest)
    plan()
    return outcome
  }

  function plan(): void {
    clearTimeout(timer)
    if (!isOn) return
    const failures = last()?.failures ?? 0
    const waitMs = failures === 0 ? everyMs : againMs[Math.min(failures, againMs.length) - 1]
    timer = setTimeout(look, waitMs).unref()
  }

  function look(): void {
    plan()
    if (isWorthwhile()) void check()
  }

  return {
    check,
    last,
    onCheck: heard.add,
    begin() {
      isOn = true
      look()
    },
    close() {
      isOn = false
      clearTimeout(timer)
    },
  }
}
