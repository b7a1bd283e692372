import { isPlainObject } from '../reading/pass-along.ts'
import { cleanLine, cleanParagraph } from '../reading/text.ts'

/** Shown elsewhere: as the client, the guests, the place, the title, the notes. */
const shownElsewhere = new Set(['name', 'email', 'attendeePhoneNumber', 'smsReminderNumber', 'location', 'title', 'notes', 'guests'])

/**
 * What the booker filled in: `responses` is `{field: {label, value?, isHidden?}}`.
 * @returns undefined: the body has no such member.
 */
export function readResponses(responses: unknown): { question: string; answer: string }[] | undefined {
  if (!isPlainObject(responses)) return undefined
  return Object.entries(responses)
    .slice(0, 200)
    .flatMap(([field, response]) => {
      if (shownElsewhere.has(field) || !isPlainObject(response) || response['isHidden'] === true) return []
      const label = typeof response['label'] === 'string' ? response['label'] : field
      const [question, answer] = [cleanLine(label, 500), textOf(response['value'])]
      return question && answer ? [{ question, answer }] : []
    })
}

/** A field that asks for a telephone number answers for the booker. */
export function phoneInResponses(responses: unknown): string | null {
  if (!isPlainObject(responses)) return null
  for (const field of ['attendeePhoneNumber', 'smsReminderNumber']) {
    const response = responses[field]
    const value = isPlainObject(response) ? response['value'] : null
    if (typeof value === 'string') return cleanLine(value, 50)
  }
  return null
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return cleanParagraph(value, 5000)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const texts = value.slice(0, 50).flatMap((member: unknown) => (typeof member === 'string' ? (cleanLine(member, 500) ?? []) : []))
    return texts.length === 0 ? null : texts.join(', ')
  }
  // A choice with a text of its own: `{value: "phone", optionValue: "+1 …"}`.
  if (!isPlainObject(value)) return null
  const parts = [value['value'], value['optionValue']].flatMap((part) => (typeof part === 'string' ? (cleanLine(part, 500) ?? []) : []))
  return parts.length === 0 ? null : parts.join(': ')
}
