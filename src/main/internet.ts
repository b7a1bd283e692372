import { z } from 'zod'

/** Where the outside world is. The sandbox and the tests put stand-ins in their place; nothing else differs then. */
export interface Internet {
  /** Something in it is a stand-in: what the window shows is not the real world. */
  readonly isSandbox: boolean
  /** Google Calendar's API, without a path. */
  readonly googleApi: string
  /** The page on which a person signs in. */
  readonly googleAuthorise: string
  readonly googleToken: string
  readonly googleRevoke: string
  readonly calendly: string
  readonly calCom: string
  /**
   * Where requests to a public address go; null: to that address. A sandbox's public addresses are known to nobody else, so the request goes
   * to the sandbox, which is told the address in the `Host` header.
   */
  readonly publicAddresses: string | null
  /** A tunnel's address instead of a real tunnel; null: the real one. */
  readonly tunnelAddress: string | null
}

const realInternet: Internet = {
  isSandbox: false,
  googleApi: 'https://www.googleapis.com',
  googleAuthorise: 'https://accounts.google.com/o/oauth2/v2/auth',
  googleToken: 'https://oauth2.googleapis.com/token',
  googleRevoke: 'https://oauth2.googleapis.com/revoke',
  calendly: 'https://api.calendly.com',
  calCom: 'https://api.cal.com',
  publicAddresses: null,
  tunnelAddress: null,
}

export class InternetError extends Error {
  readonly code = 'INTERNET'
  override readonly name = 'InternetError'
}

/** Stand-ins run on this machine only: whatever could redirect the desk's tokens elsewhere is refused. */
const onThisMachine = z.string().regex(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/, 'an http address of this machine')
const standInsSchema = z.strictObject({
  googleApi: onThisMachine.optional(),
  googleAuthorise: onThisMachine.optional(),
  googleToken: onThisMachine.optional(),
  googleRevoke: onThisMachine.optional(),
  calendly: onThisMachine.optional(),
  calCom: onThisMachine.optional(),
  publicAddresses: onThisMachine.optional(),
  tunnelAddress: z.url({ protocol: /^https$/ }).optional(),
})

/**
 * The real internet, with the stand-ins that `text`, a JSON object of some of its members, puts in its place; null: none.
 * Throws InternetError for what is no such object.
 */
export function readInternet(text: string | null): Internet {
  if (text === null) return realInternet
  const parsed = standInsSchema.safeParse(parse(text))
  if (parsed.success)
    return {
      ...realInternet,
      isSandbox: true,
      ...Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined)),
    }
  const [issue] = parsed.error.issues
  throw new InternetError(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not understood'}`.trim())
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
