import type { z } from 'zod'
import { ApiError } from './http.ts'

/** Throws ApiError `failed` for what nobody can read; the message names the first place, never what stands there. */
export function parseReply<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ApiError({ outcome: 'failed', status: null, word: `unreadable: ${parsed.error.issues[0]?.path.join('.') ?? ''}` })
}

/** Whether a callback leads to one of our paths, at whatever address. */
export function isOurPath(callbackUrl: string, paths: readonly string[]): boolean {
  return URL.canParse(callbackUrl) && paths.includes(new URL(callbackUrl).pathname.replace(/\/$/, ''))
}
