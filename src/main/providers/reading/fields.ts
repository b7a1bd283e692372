import { z } from 'zod'
import { parseInstant } from './instant.ts'
import { cleanEmail, cleanLine, cleanParagraph, cleanUrl, isFitForId } from './text.ts'
import { isKnownTimeZone } from './time-zone.ts'

/*
 * Fields of bodies whose shape others decide. A provider changes a field that we could do without more often than it breaks its promises,
 * so these never fail: absent or of a wrong type gives undefined ("nothing was said"), null or empty gives null ("there is none").
 */

function lenient<T extends z.ZodType>(schema: T) {
  return schema.nullable().optional().catch(undefined)
}

export const line = (maxLength = 300) => lenient(z.string().transform((text) => cleanLine(text, maxLength)))
export const paragraph = (maxLength = 10_000) => lenient(z.string().transform((text) => cleanParagraph(text, maxLength)))
export const email = () => lenient(z.string().transform(cleanEmail))
export const url = () => lenient(z.string().transform(cleanUrl))
export const timeZone = () => lenient(z.string().transform((name) => (isKnownTimeZone(name) ? name : null)))
/** Unchanged text: for what is cleaned later, or only compared. */
export const rawText = (maxLength = 2048) => lenient(z.string().max(maxLength))
export const optionalId = () => lenient(id())
export const flag = () => lenient(z.boolean())
export const count = () => lenient(z.number())
export const object = <T extends z.ZodRawShape>(shape: T) => lenient(z.looseObject(shape))
export const anything = () => z.unknown().optional()

/** Undefined where it is no instant: better none than a wrong one. */
export const instant = () => lenient(requiredInstant())

/** Members that are no objects are passed over, and what comes after `most`. */
export const list = <T extends z.ZodType>(member: T, most = 200) =>
  lenient(z.array(member.nullable().catch(null)).transform((members) => members.filter((one) => one !== null).slice(0, most)))

/* Fields without which nothing can be done. */

export const unfitForId = { error: 'ensure this value has no control characters', params: { type: 'value_error' } } as const
/** An identifier, or the provider's word for an event: refused rather than shortened or cleaned. */
export const id = (maxLength = 500) => z.string().min(1).max(maxLength).refine(isFitForId, unfitForId)
export const requiredInstant = () =>
  z
    .string()
    .transform((text, context) => {
      const ms = parseInstant(text)
      if (ms !== null) return ms
      context.addIssue({ code: 'custom', message: 'invalid datetime format', params: { type: 'value_error.datetime' } })
      return z.NEVER
    })
    .meta({ format: 'date-time' })
