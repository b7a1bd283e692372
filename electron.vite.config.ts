import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { fileURLToPath } from 'node:url'

// Stated, not guessed from the Electron at hand: the offline development runtime is older than the one that ships.
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

export default defineConfig(({ command }) => ({
  main: {
    build: {
      target: nodeTarget,
      sourcemap: true,
      // While developing, a rebuild would otherwise take away the files that the app is just about to load.
      emptyOutDir: command === 'build',
      // Only what package.json lists under `dependencies` (better-sqlite3, @ngrok/ngrok) stays outside: both are native.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          desk: 'src/main/desk.ts',
          'backup-worker': 'src/main/backup/worker.ts',
          'rewrite-worker': 'src/main/keeping/rewrite-worker.ts',
          'import-worker': 'src/main/imports/worker.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // Beside the entries, so that `new URL('./desk.js', import.meta.url)` holds from whichever chunk it lands in.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: chromeTarget,
      // What the window reads before it can show anything: a third of it.
      minify: true,
      rolldownOptions: { input: fileURLToPath(new URL('src/renderer/index.html', import.meta.url)) },
    },
  },
}))
