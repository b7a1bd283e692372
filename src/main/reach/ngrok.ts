import type { Config } from '@ngrok/ngrok'

/** As much of the ngrok library as the tunnel needs. */
export interface TunnelLibrary {
  forward(config: Config): Promise<TunnelListener>
}

export interface TunnelListener {
  url(): string | null
  /** Settles when it forwards no more. */
  join(): Promise<void>
  close(): Promise<void>
}

/** Loads the library's native code, which there is not for every platform: then it rejects. Only when a tunnel was chosen. */
export async function loadNgrok(): Promise<TunnelLibrary> {
  const { default: library } = await import('@ngrok/ngrok')
  return library
}

/**
 * What a failure of the library was, and nothing more: its sentences have the authtoken in them ("Your authtoken: …",
 * https://ngrok.com/docs/errors/err_ngrok_107).
 */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if ('errorCode' in error && typeof error.errorCode === 'string') return error.errorCode
  const [code] = /ERR_NGROK_\d+/.exec(error.message) ?? []
  if (code !== undefined) return code
  // Said by the library when ngrok's service is not reached at all.
  return /failed to connect session|dns|tcp connection/i.test(error.message) ? 'NOT_REACHED' : 'UNKNOWN'
}

/**
 * Not an authtoken, of another version, revoked, of an account that was not verified: trying again helps nobody.
 * https://ngrok.com/docs/errors/reference
 */
const tokenProblems: readonly string[] = ['ERR_NGROK_105', 'ERR_NGROK_106', 'ERR_NGROK_107', 'ERR_NGROK_4018']

export function isTokenProblem(problem: string): boolean {
  return tokenProblems.includes(problem)
}
