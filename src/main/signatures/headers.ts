import type { ArrivalHeaders, VerificationFailure } from './signature.ts'

export type HeaderRead =
  | { readonly value: string; readonly failure?: never }
  | { readonly value?: never; readonly failure: Extract<VerificationFailure, 'header-missing' | 'header-repeated'> }

/** @param name in lower case. A header that came twice is refused: who put the second one there, and which one was verified? */
export function singleHeader(headers: ArrivalHeaders, name: string): HeaderRead {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  if (value === undefined) return { failure: 'header-missing' }
  if (typeof value === 'string') return { value }
  if (value.length > 1) return { failure: 'header-repeated' }
  return value[0] === undefined ? { failure: 'header-missing' } : { value: value[0] }
}

/** True also for an empty value: a header that is there decides, it is not passed over for a weaker one. */
export function hasHeader(headers: ArrivalHeaders, name: string): boolean {
  return singleHeader(headers, name).failure !== 'header-missing'
}
