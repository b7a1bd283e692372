import { root } from './paths.mjs'

/** Bundles entries for plain Node: migrations are bundled too, packages only with `withPackages`, as in the app, where reading them takes no time. */
export async function bundleForNode({ entries, outDir, withPackages = false }) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ...(withPackages && { ssr: { noExternal: true, external: ['better-sqlite3', '@ngrok/ngrok'] } }),
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      sourcemap: true,
      rolldownOptions: { input: entries, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  })
}
