import { RPCLink } from '@orpc/client/fetch'
import { deferred } from './deferred.ts'
import { DeskUnreachableError, keepConnected } from './keep-connected.ts'
import type { DeskConnection, Line } from './keep-connected.ts'
import { watchForSilence } from './silence.ts'

/** Whom the desk takes this browser for, and where its calls go. */
export interface HttpSource {
  /** Such as `https://desk.example/desk/rpc`. */
  readonly url: string
  /**
   * Asks the desk whether this browser is signed in, and tells the page what it answered. `out`: there is nothing to connect to until the
   * page is loaded anew. `unreachable`: worth another try.
   */
  check(): Promise<'in' | 'out' | 'unreachable'>
  /** Said with each call; absent: nothing. */
  headers?(): Record<string, string>
}

/** The desk is asked again after this long, then after twice as long, up to the last of them. */
const [firstPauseMs, longestPauseMs] = [250, 5000]

/**
 * A browser's way: the same contract over HTTP, announcements as one streamed answer. While that one lasts the line stands; when it ends
 * (the desk started anew, the session was revoked, the network is gone) the desk is asked who this is before another one is opened.
 */
export function connectDeskOverHttp(source: HttpSource): DeskConnection {
  let listener: (line: Line) => void = () => undefined
  let pauseMs = firstPauseMs

  async function ask(): Promise<void> {
    const answer = await source.check()
    if (answer === 'out') return
    if (answer === 'in') return listener(lineOver(source, { onOpen: () => (pauseMs = firstPauseMs) }))
    again()
  }

  function again(): void {
    setTimeout(() => void ask(), pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }

  let isFirst = true
  return keepConnected({
    ask() {
      if (isFirst) void ask()
      else again()
      isFirst = false
    },
    onLine: (heard) => (listener = heard),
  })
}

function lineOver({ url, headers }: HttpSource, { onOpen }: { onOpen(): void }): Line {
  const closed = deferred<never>()
  const cut = new AbortController()
  const close = (): void => {
    closed.reject(new DeskUnreachableError())
    cut.abort()
  }
  const link = new RPCLink({
    url,
    headers: () => headers?.() ?? {},
    async fetch(request, init) {
      const answer = await reach(new Request(request, { signal: AbortSignal.any([request.signal, cut.signal]) }), init)
      // The session has ended: the stream of announcements ends with it, but a call may know it first.
      if (answer.status === 401) close()
      if (!isStream(answer)) return answer
      onOpen()
      return watchForSilence(answer, close)
    },
  })
  return { link, closed: closed.promise, close }
}

async function reach(request: Request, init: RequestInit): Promise<Response> {
  try {
    return await fetch(request, init)
  } catch (error) {
    // Given up by whoever asked, which is no trouble of the network.
    if (request.signal.aborted) throw error
    throw new DeskUnreachableError()
  }
}

function isStream(answer: Response): boolean {
  return answer.ok && answer.headers.get('content-type')?.startsWith('text/event-stream') === true
}
