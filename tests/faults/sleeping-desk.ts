import { readFileSync } from 'node:fs'
import { readInternet } from '../../src/main/internet.ts'
import { startDesk } from '../../src/main/desk/start-desk.ts'
import type { Keyring } from '../../src/main/vault/keyring.ts'
import { noShell } from '../support/no-shell.ts'

/*
 * A whole desk as a process of its own, so that it can be stopped as sleep stops it: `node sleeping-desk.js DATA_DIR INTERNET CLOCK_FILE`.
 * The file has how far the clock was moved, in ms. Tells its address on a line of its own once it listens.
 */

const [dataDir, internet, clockFile] = process.argv.slice(2)
if (dataDir === undefined || internet === undefined || clockFile === undefined)
  throw new Error('usage: sleeping-desk DATA_DIR INTERNET CLOCK_FILE')

const nothingHere = async () => Promise.reject(new Error('there is no keyring here'))
const noKeyring: Keyring = { backend: async () => null, seal: nothingHere, open: nothingHere }

const now = (): number => Date.now() + Number(readFileSync(clockFile, 'utf8'))

const desk = await startDesk(
  {
    dataDir,
    version: '0.0.0',
    locale: 'en-GB',
    port: 0,
    provisionFile: null,
    vaultKey: 'the vault key of the tests',
    internet: readInternet(internet),
    sampleDay: false,
  },
  { keyring: noKeyring, shell: noShell, now, uptimeMs: now, log: () => undefined, beatMs: 50 },
)
process.once('SIGTERM', () => void desk.close().then(() => process.exit(0)))
process.stdout.write(`${desk.url()}\n`)
