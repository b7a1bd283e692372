import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { InternetError, readInternet } from '../internet.ts'
import type { Internet } from '../internet.ts'

/** What the app was started with; the command line wins over the environment. */
export interface LaunchOptions {
  /** Null: the user's own data directory. */
  readonly dataDir: string | null
  /** Of this run only, not kept in the settings. 0: any free one. Null: as the settings say. */
  readonly port: number | null
  readonly hidden: boolean
  readonly provisionFile: string | null
  readonly sampleDay: boolean
  /** From the environment only: a command line can be read by every user of the machine. */
  readonly vaultKey: string | null
  /** DESKBELL_INTERNET: stand-ins for the providers' APIs, as the sandbox and the tests have them. */
  readonly internet: Internet
}

export class LaunchOptionError extends Error {
  readonly code = 'LAUNCH_OPTION'
  override readonly name = 'LaunchOptionError'
}

/**
 * Reads our own options among whatever else Electron and Chromium were given.
 * Throws LaunchOptionError with a sentence that names the option and what to do.
 */
export function readLaunchOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>, cwd: string): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    // Electron's and Chromium's own switches stand among ours.
    strict: false,
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      hidden: { type: 'boolean' },
      provision: { type: 'string' },
      'sample-day': { type: 'boolean' },
    },
  })
  const dataDir = textOf('--data-dir', values['data-dir'] ?? env.DESKBELL_DATA_DIR)
  const provisionFile = textOf('--provision', values.provision ?? env.DESKBELL_PROVISION)
  return {
    dataDir: dataDir === null ? null : resolve(cwd, dataDir),
    port: portOf(textOf('--port', values.port ?? env.DESKBELL_PORT)),
    hidden: flagOf('--hidden', values.hidden ?? env.DESKBELL_HIDDEN),
    provisionFile: provisionFile === null ? null : resolve(cwd, provisionFile),
    sampleDay: flagOf('--sample-day', values['sample-day']),
    vaultKey: env.DESKBELL_VAULT_KEY || null,
    internet: internetOf(env.DESKBELL_INTERNET),
  }
}

function internetOf(text: string | undefined): Internet {
  try {
    return readInternet(text || null)
  } catch (error) {
    if (error instanceof InternetError) throw new LaunchOptionError(`DESKBELL_INTERNET: ${error.message}`)
    throw error
  }
}

type OptionValue = string | boolean | (string | boolean)[] | undefined

function textOf(option: string, value: OptionValue): string | null {
  // An empty variable is how a shell or a service file says "not set".
  if (value === undefined || value === '') return null
  if (typeof value === 'string') return value
  throw new LaunchOptionError(`${option} needs a value, for example ${option} ${option === '--port' ? '7421' : './path'}.`)
}

function flagOf(option: string, value: OptionValue): boolean {
  if (value === undefined || value === '' || value === '0' || value === 'false' || value === false) return false
  if (value === true || value === '1' || value === 'true') return true
  throw new LaunchOptionError(`${option} takes no value besides true, false, 1 and 0.`)
}

function portOf(text: string | null): number | null {
  if (text === null) return null
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new LaunchOptionError(`--port ${text}: a port is a whole number from 1 to 65535 (0 takes any free one).`)
}
