import { root } from './paths.mjs'

/** Bundles entries for plain Node: migrations are bundled too, packages are not. */
export async function bundleForNode({ entries, outDir }) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      sourcemap: true,
      rolldownOptions: { input: entries, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  })
}
