export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Undefined: there is none. */
  readonly body: unknown
}

export interface Asked {
  readonly method?: string
  readonly body?: unknown
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks a stand-in over HTTP, as anybody who has its token can. */
export function asker(url: string, token: () => string): (path: string, asked?: Asked) => Promise<Answer> {
  return async (path, { method = 'GET', body, token: other, headers } = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${other ?? token()}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }
}
