import { isTimeZone } from '../../../shared/time-zone.ts'

/** Asking Intl costs more than all the rest of reading a body. Bounded: names come from outside. */
const known = new Map<string, boolean>()
const mostNames = 2000

/** True for an IANA name that this runtime can calculate with. */
export function isKnownTimeZone(name: string): boolean {
  const remembered = known.get(name)
  if (remembered !== undefined) return remembered
  const answer = name.length <= 64 && isTimeZone(name)
  if (known.size < mostNames && name.length <= 64) known.set(name, answer)
  return answer
}
