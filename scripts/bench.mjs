import { withProject } from './lib/bootstrap.mjs'
import { nodeBinary } from './lib/install.mjs'
import { inRoot, root } from './lib/paths.mjs'
import { run } from './lib/processes.mjs'
import { script } from './lib/script.mjs'

/** Every file directly in tests/bench is an entry: a load generator runs as a process of its own. */
async function bundle() {
  const { readdirSync } = await import('node:fs')
  const { build } = await import('vite')
  const entries = readdirSync(inRoot('tests', 'bench')).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: 'out/bench',
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name.replace(/\.ts$/, ''), inRoot('tests', 'bench', name)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
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
