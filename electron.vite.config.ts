import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Stated, not guessed from the Electron at hand: the offline development runtime is older than the one that ships.
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      sourcemap: true,
      // Only what package.json lists under `dependencies` (better-sqlite3) stays outside: the packaged app then ships one node module.
      externalizeDeps: true,
      rollupOptions: {
        input: { index: 'src/main/index.ts', desk: 'src/main/desk.ts' },
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
      rollupOptions: {
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
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
})
