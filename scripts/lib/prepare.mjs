import { mkdirSync, writeFileSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { ensureDisplay } from './display.mjs'
import { obtainElectron } from './electron.mjs'
import { inRoot } from './paths.mjs'
import { ensureSqlite } from './sqlite.mjs'

/** An Electron that starts here and in which the store opens. */
export async function prepareElectron() {
  const electron = await obtainElectron()
  await ensureSqlite(electron)
  mkdirSync(inRoot('out'), { recursive: true })
  // Read by launch-options.mjs, so that a test run by hand starts the same Electron.
  writeFileSync(inRoot('out', 'electron.json'), `${JSON.stringify(electron, null, 2)}\n`)
  return electron
}

/** Everything the app needs to open a window. `env` goes to whatever opens it. */
export async function prepareApp({ ownDisplay = false, displays = 1 } = {}) {
  const electron = await prepareElectron()
  await ensureBuilt()
  const env = await ensureDisplay({ own: ownDisplay, count: displays })
  return { electron, env: { ...env, ELECTRON_RUN_AS_NODE: undefined } }
}
