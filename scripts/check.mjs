import { withProject } from './lib/bootstrap.mjs'
import { script } from './lib/script.mjs'

/** What needs no Electron: seconds instead of minutes. */
async function check() {
  const { runSteps } = await import('./lib/steps.mjs')
  return runSteps(['format', 'lint', 'types', 'unused', 'unit'])
}

await script((args) => withProject(check, args))
