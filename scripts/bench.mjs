import { withProject } from './lib/bootstrap.mjs'
import { bundleForNode } from './lib/bundle.mjs'
import { nodeBinary } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'
import { run } from './lib/processes.mjs'
import { script } from './lib/script.mjs'

/** Every file directly in tests/bench is an entry: a load generator runs as a process of its own. */
async function bundle() {
  const { readdirSync } = await import('node:fs')
  const names = readdirSync(inRoot('tests', 'bench')).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  const entries = Object.fromEntries(names.map((name) => [name.replace(/\.ts$/, ''), inRoot('tests', 'bench', name)]))
  await bundleForNode({ entries, outDir: 'out/bench' })
}

async function bench(args) {
  const { prepareApp } = await import('./lib/prepare.mjs')
  const { env } = await prepareApp({ ownDisplay: true })
  await bundle()
  const result = await run(nodeBinary(), ['--enable-source-maps', inRoot('out', 'bench', 'run.js'), ...args], {
    show: true,
    timeoutMs: 60 * 60_000,
    env,
  })
  return result.code ?? 1
}

await script((args) => withProject(bench, args))
