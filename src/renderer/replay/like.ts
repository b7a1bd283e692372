import type { DeliveryFilter } from '../../shared/delivery.ts'

/** All that have the same trouble as this delivery, and that one. */
export function like(id: number): DeliveryFilter {
  return { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null, alike: id }
}
