import { z } from 'zod'
import { ApiError, type Api, type Query } from './http.ts'
import { parseReply } from './parse-reply.ts'

const pageSchema = z.looseObject({
  collection: z.array(z.unknown()),
  pagination: z.looseObject({ next_page: z.string().nullish(), next_page_token: z.string().nullish() }),
})

const mostOnAPage = 100

/** Everything is named by its address at the real Calendly; the path is the same wherever we ask. */
export function pathOf(uri: string): string {
  if (!URL.canParse(uri)) throw new ApiError({ outcome: 'failed', status: null, word: 'not a URI' })
  return new URL(uri).pathname.slice(1)
}

/** All pages of a list. */
export async function* pages(
  api: Api,
  path: string,
  query: Query,
): AsyncIterable<{ readonly items: readonly unknown[]; readonly atMs: number }> {
  let token: string | undefined
  do {
    const { body, atMs } = await api.get(path, { ...query, count: mostOnAPage, ...(token !== undefined && { page_token: token }) })
    const { collection, pagination } = parseReply(pageSchema, body)
    yield { items: collection, atMs }
    const next = pagination.next_page_token ?? tokenIn(pagination.next_page ?? null)
    // A list that leads back to itself would never end.
    if (next === token) return
    token = next
  } while (token !== undefined)
}

function tokenIn(nextPage: string | null): string | undefined {
  if (nextPage === null || !URL.canParse(nextPage)) return undefined
  return new URL(nextPage).searchParams.get('page_token') ?? undefined
}
