import { readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'

/**
 * What Playwright's `_electron.launch` needs to start Deskbell as `npm start` would. `npm test` and `npm start`
 * leave what they found in out/electron.json.
 * @param options.args the app's own arguments
 * @param options.env added to this process's environment
 */
export function launchOptions({ args = [], env = {} } = {}) {
  let electron
  try {
    electron = JSON.parse(readFileSync(inRoot('out', 'electron.json'), 'utf8'))
  } catch {
    throw new Error('out/electron.json is missing: run this through `npm test -- e2e`, which finds an Electron first.')
  }
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env
  return {
    executablePath: electron.executable,
    args: [...electron.args, ...args],
    // Playwright switches the sandbox off unless told not to; whether it can be on was found out before.
    chromiumSandbox: !electron.args.includes('--no-sandbox'),
    env: { ...inherited, ...env },
    timeout: 60_000,
  }
}
