import { withProject } from './lib/bootstrap.mjs'
import { nodeBinary } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'
import { run } from './lib/processes.mjs'
import { script } from './lib/script.mjs'

/** Sends signed deliveries as a provider would. Needs packages only: no Electron, no build. */
async function send(args) {
  const result = await run(nodeBinary(), [inRoot('src', 'tools', 'send.ts'), ...args], {
    show: true,
    cwd: process.cwd(),
    timeoutMs: 10 * 60_000,
  })
  return result.code ?? 1
}

await script((args) => withProject(send, args))
