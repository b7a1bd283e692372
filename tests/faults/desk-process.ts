import { readInternet } from '../../src/main/internet.ts'
import type { Keyring } from '../../src/main/vault/keyring.ts'
import { startDesk } from '../../src/main/desk/start-desk.ts'
import { noShell } from '../support/no-shell.ts'

/*
 * A whole desk as a process of its own, so that it can be killed: `node desk-process.js DATA_DIR PROVISION_FILE`.
 * Tells its address on a line of its own once it listens, how much memory it holds when it is asked, and ends in order on SIGTERM.
 */

const [dataDir, provisionFile] = process.argv.slice(2)
if (dataDir === undefined || provisionFile === undefined) throw new Error('usage: desk-process DATA_DIR PROVISION_FILE')

const nothingHere = async () => Promise.reject(new Error('there is no keyring here'))
const noKeyring: Keyring = { backend: async () => null, seal: nothingHere, open: nothingHere }

const desk = await startDesk(
  {
    dataDir,
    version: '0.0.0',
    locale: 'en-GB',
    port: 0,
    provisionFile,
    vaultKey: 'the vault key of the tests',
    internet: readInternet(null),
    sampleDay: false,
  },
  { keyring: noKeyring, shell: noShell, now: Date.now, log: () => undefined },
)
process.once('SIGTERM', () => void desk.close().then(() => process.exit(0)))
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send?.({ held: heapUsed + external, resident: rss })
})
process.stdout.write(`${desk.url()}\n`)
