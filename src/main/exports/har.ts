import { STATUS_CODES } from 'node:http'
import type { Entry, Header, Log } from 'har-format'
import type { Delivery } from '../../shared/delivery.ts'

/**
 * HTTP Archive 1.2, for the tools that read requests: http://www.softwareishard.com/blog/har-12-spec/. Credentials are masked, as they are
 * in the log; what answered is known by its status only.
 */
export async function* harOf(deliveries: AsyncIterable<Delivery>, baseUrl: string, version: string): AsyncGenerator<string> {
  const log: Omit<Log, 'entries'> = { version: '1.2', creator: { name: 'Deskbell', version } }
  yield `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[`
  let separator = '\n'
  for await (const delivery of deliveries) {
    yield separator + JSON.stringify(entryOf(delivery, baseUrl))
    separator = ',\n'
  }
  yield '\n]}}\n'
}

/** Members that begin with `_` are ours: the format leaves them to whoever writes it. */
type OurEntry = Entry & { readonly _deskbell: Pick<Delivery, 'id' | 'provider' | 'verdict' | 'reason' | 'sentence'> }

function entryOf(delivery: Delivery, baseUrl: string): OurEntry {
  const { id, provider, verdict, reason, sentence, durationUs, receivedAtMs, method, path, httpStatus, bodySize } = delivery
  const headers: Header[] = delivery.headers.map(([name, value]) => ({ name, value }))
  const url = new URL(path, baseUrl)
  const text = delivery.bodyText ?? delivery.bodyBase64
  return {
    startedDateTime: new Date(receivedAtMs).toISOString(),
    time: durationUs / 1000,
    request: {
      method,
      url: url.href,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers,
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      ...(text !== null && {
        postData: {
          mimeType: headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/json',
          text,
          ...(delivery.bodyText === null && { comment: 'base64' }),
        },
      }),
      headersSize: -1,
      bodySize,
    },
    response: {
      status: httpStatus,
      statusText: STATUS_CODES[httpStatus] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: -1, mimeType: 'application/json' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: durationUs / 1000, receive: 0 },
    _deskbell: { id, provider, verdict, reason, sentence },
  }
}
