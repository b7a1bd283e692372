import { withProject } from './lib/bootstrap.mjs'
import { nodeBinary } from './lib/install.mjs'
import { inModules } from './lib/paths.mjs'
import { run } from './lib/processes.mjs'
import { script } from './lib/script.mjs'

async function screenshots(args) {
  const { prepareApp } = await import('./lib/prepare.mjs')
  const { env } = await prepareApp({ ownDisplay: true })
  const cli = inModules('@playwright', 'test', 'cli.js')
  const result = await run(nodeBinary(), [cli, 'test', '--config', 'playwright.screenshots.config.ts', ...args], {
    show: true,
    timeoutMs: 15 * 60_000,
    env,
  })
  return result.code ?? 1
}

await script((args) => withProject(screenshots, args))
