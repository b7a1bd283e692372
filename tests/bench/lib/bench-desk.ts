import { startDesk, type Desk } from '../../../src/main/desk/start-desk.ts'
import { readInternet } from '../../../src/main/internet.ts'
import { noShell } from '../../support/no-shell.ts'
import { benchVaultKey } from './vault-key.ts'

const noKeyring = {
  backend: async () => null,
  seal: () => Promise.reject(new Error('no keyring')),
  open: () => Promise.reject(new Error('no keyring')),
}

/** The whole desk, as it runs in the app's worker, on any free port. */
export function startBenchDesk(dataDir: string, provisionFile: string | null): Promise<Desk> {
  return startDesk(
    {
      dataDir,
      version: '0.0.0',
      locale: 'en-GB',
      port: 0,
      provisionFile,
      vaultKey: benchVaultKey,
      internet: readInternet(null),
      sampleDay: false,
    },
    { keyring: noKeyring, shell: noShell, now: Date.now, log: (entry) => console.error(JSON.stringify(entry)) },
  )
}
