import { withProject } from './lib/bootstrap.mjs'
import { script } from './lib/script.mjs'

async function buildApp() {
  const { build } = await import('./lib/build.mjs')
  const output = await build()
  if (output) process.stdout.write(`${output}\n`)
  return 0
}

await script((args) => withProject(buildApp, args))
