import { nodeBinary } from './install.mjs'
import { SetupError } from './log.mjs'
import { launch } from './processes.mjs'

/**
 * On a fresh clone npm starts the first script with whatever Node there is. Once the packages are there, the script
 * runs again under the project's own Node.
 * @returns the exit code of that second run, or undefined when this process already is the right one
 */
export async function againUnderProjectNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return undefined
  if (process.env.DESKBELL_REEXECUTED) throw new SetupError(`Expected Node 24 after the installation, this is ${process.version}.`)
  const child = launch(nodeBinary(), process.argv.slice(1), {
    cwd: process.cwd(),
    env: { DESKBELL_REEXECUTED: '1' },
    stdio: 'inherit',
    // It stops children of its own first.
    graceMs: 12_000,
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
