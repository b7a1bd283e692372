import { withProject } from './lib/bootstrap.mjs'
import { nodeBinary } from './lib/install.mjs'
import { say } from './lib/log.mjs'
import { inModules } from './lib/paths.mjs'
import { launch } from './lib/processes.mjs'
import { script } from './lib/script.mjs'

/** The window reloads as the sources change; main and preload are rebuilt and the app starts again. */
async function dev(args) {
  const { prepareElectron } = await import('./lib/prepare.mjs')
  const { ensureDisplay } = await import('./lib/display.mjs')
  const { forgetBuild } = await import('./lib/build.mjs')
  const electron = await prepareElectron()
  const env = await ensureDisplay()
  forgetBuild()
  say('starting electron-vite; Ctrl-C ends it')
  const child = launch(
    nodeBinary(),
    [inModules('electron-vite', 'bin', 'electron-vite.js'), 'dev', '--watch', '--', ...electron.chromiumArgs, ...args],
    // electron-vite looks for the electron package's own download unless told where another one is.
    { env: { ...env, ELECTRON_EXEC_PATH: electron.executable, ELECTRON_RUN_AS_NODE: undefined }, graceMs: 10_000 },
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

await script((args) => withProject(dev, args))
