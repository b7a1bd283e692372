export type GestureRefusal = 'NOT_FOUND' | 'REFUSED' | 'AT_PROVIDER'

/** What was asked for at the desk cannot be done; the message says why and what to do, and nothing was changed. */
export class GestureError extends Error {
  override readonly name = 'GestureError'
  readonly code: GestureRefusal
  /** Of `AT_PROVIDER`: where it is changed; null: the provider gave no address. */
  readonly url: string | null

  constructor(code: GestureRefusal, message: string, url: string | null = null) {
    super(message)
    this.code = code
    this.url = url
  }
}
