import type { ArrivalHeaders } from '../signatures/signature.ts'

/** Kept headers as the receiver saw them: names in lower case, one that came more than once with all its values. */
export function arrivedHeaders(kept: readonly (readonly [string, string])[]): ArrivalHeaders {
  const headers: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of kept) {
    const lower = name.toLowerCase()
    const known = headers[lower]
    headers[lower] = known === undefined ? value : [known, value].flat()
  }
  return headers
}
