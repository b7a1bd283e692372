import type { RefusalReason } from '../../shared/words.ts'

/** What was asked for at the desk cannot be done; the message says why and what to do, and nothing was changed. */
export class GestureError extends Error {
  override readonly name = 'GestureError'
  readonly why: Why

  constructor(why: Why, message: string) {
    super(message)
    this.why = why
  }
}

/** `url`: where the provider lets it be changed; null: it gave no address. */
export type Why =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'REFUSED'; readonly reason: RefusalReason }
  | { readonly code: 'AT_PROVIDER'; readonly url: string | null }

export const refuse = (reason: RefusalReason, message: string): GestureError => new GestureError({ code: 'REFUSED', reason }, message)
