import { ensureDependencies } from './install.mjs'
import { againUnderProjectNode } from './node24.mjs'

/**
 * What every script does first: packages, then on under the project's own Node.
 * @param work gets the script's arguments and returns its exit code
 */
export async function withProject(work, args) {
  await ensureDependencies()
  return (await againUnderProjectNode()) ?? work(args)
}
