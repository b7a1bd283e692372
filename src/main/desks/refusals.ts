import type { FastifyReply } from 'fastify'
import type { z } from 'zod'

const statuses = {
  INVALID: 400,
  WRONG: 401,
  SIGNED_OUT: 401,
  FOREIGN: 403,
  INSECURE: 403,
  NAME_DIFFERS: 403,
  INVITATION_GONE: 404,
  NO_PASSKEYS: 409,
  STALE: 409,
  PASSWORD_SHORT: 422,
  PASSWORD_LONG: 422,
  PASSWORD_NAME: 422,
  PASSWORD_PLAIN: 422,
  TOO_MANY: 429,
} as const
export type RefusalCode = keyof typeof statuses

/** A code, for which the page has words. */
export function refuse(reply: FastifyReply, code: RefusalCode): FastifyReply {
  return reply.code(statuses[code]).send({ code })
}

/** @param seconds after which it is looked at again. */
export function askToWait(reply: FastifyReply, seconds: number): FastifyReply {
  return refuse(reply.header('retry-after', String(seconds)), 'TOO_MANY')
}

/** Null: the body is not as the schema says. */
export function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> | null {
  const parsed = schema.safeParse(body ?? {})
  return parsed.success ? parsed.data : null
}
