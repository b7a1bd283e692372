/** Where the outside world is. The sandbox and the tests put stand-ins in their place; nothing else differs then. */
export interface Internet {
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

export const internet: Internet = {
  googleApi: 'https://www.googleapis.com',
  googleAuthorise: 'https://accounts.google.com/o/oauth2/v2/auth',
  googleToken: 'https://oauth2.googleapis.com/token',
  googleRevoke: 'https://oauth2.googleapis.com/revoke',
  calendly: 'https://api.calendly.com',
  calCom: 'https://api.cal.com',
  publicAddresses: null,
  tunnelAddress: null,
}
