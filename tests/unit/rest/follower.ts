import { onTestFinished } from 'vitest'

export interface Heard {
  readonly id: string
  readonly type: string
  readonly data: Record<string, unknown>
}

export interface Follower {
  readonly status: number
  readonly headers: Headers
  /** Where it resumes after what it heard so far. */
  lastId(): string
  /** The next event; null: the stream ended. */
  next(): Promise<Heard | null>
  /** What was answered instead of a stream. */
  problem(): Promise<Record<string, unknown>>
  stop(): void
}

/** Follows the stream of events as a browser's EventSource does: an id without data is only remembered. */
export async function follow(url: string, key: string, lastEventId?: string): Promise<Follower> {
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  const answer = await fetch(`${url}/api/events`, {
    headers: { authorization: `Bearer ${key}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: stopping.signal,
  })
  let lastId = lastEventId ?? ''
  const blocks = answer.ok && answer.body ? blocksOf(answer.body) : null
  return {
    status: answer.status,
    headers: answer.headers,
    lastId: () => lastId,
    problem: async () => (await answer.json()) as Record<string, unknown>,
    stop: () => stopping.abort(),
    async next() {
      for (;;) {
        const block = await blocks?.next()
        if (block === undefined || block.done) return null
        const fields = new Map(block.value.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
        lastId = fields.get('id') ?? lastId
        const data = fields.get('data')
        if (data === undefined) continue
        const { type, data: about } = JSON.parse(data) as { type: string; data: Record<string, unknown> }
        return { id: lastId, type, data: about }
      }
    },
  }
}

async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      yield text.slice(0, end)
      text = text.slice(end + 2)
    }
  }
}
