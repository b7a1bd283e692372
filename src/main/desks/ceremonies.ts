import { newToken } from './sessions.ts'

/** What an authenticator is asked, until it answers. */
export interface Ceremony {
  /** base64url. */
  readonly challenge: string
  /** The host name that it is for. */
  readonly rpId: string
  /** Whose passkey it becomes; null: whoever has one signs in. */
  readonly personId: number | null
}

export interface Ceremonies {
  /** @returns by what the answer names it. */
  begin(ceremony: Ceremony): string
  /** Works once. Null: there is none of this kind, or it took too long. */
  take(id: string, kind: 'register' | 'sign-in'): Ceremony | null
}

const lastsMs = 5 * 60_000
/** More than the limit on requests lets anybody begin within that time. */
const most = 2_000

export function createCeremonies(now: () => number): Ceremonies {
  const open = new Map<string, Ceremony & { readonly untilMs: number }>()
  return {
    begin(ceremony) {
      const id = newToken()
      // In the order in which they were begun.
      for (const [old, { untilMs }] of open) if (untilMs <= now() || open.size >= most) open.delete(old)
      open.set(id, { ...ceremony, untilMs: now() + lastsMs })
      return id
    },
    take(id, kind) {
      const found = open.get(id)
      open.delete(id)
      if (found === undefined || found.untilMs <= now()) return null
      return (found.personId === null) === (kind === 'sign-in') ? found : null
    },
  }
}
