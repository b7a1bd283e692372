import { withProject } from './lib/bootstrap.mjs'
import { say, SetupError, seconds } from './lib/log.mjs'
import { script } from './lib/script.mjs'

async function pack(electron) {
  const { rmSync, existsSync } = await import('node:fs')
  const { dirname } = await import('node:path')
  const { nodeBinary } = await import('./lib/install.mjs')
  const { inModules, inRoot } = await import('./lib/paths.mjs')
  const { run } = await import('./lib/processes.mjs')
  rmSync(inRoot('dist'), { recursive: true, force: true })
  const official = electron.kind === 'official'
  const compiled = existsSync(inModules('better-sqlite3', 'build', 'Release', 'better_sqlite3.node'))
  const result = await run(nodeBinary(), [inModules('electron-builder', 'cli.js'), '--dir', '--config', 'electron-builder.config.mjs'], {
    timeoutMs: 10 * 60_000,
    env: {
      DESKBELL_ELECTRON_DIST: dirname(electron.executable),
      DESKBELL_ELECTRON_VERSION: electron.version,
      DESKBELL_COMPILED_SQLITE: compiled && !official ? '1' : '0',
      // An unpacked directory for this machine needs no certificate.
      CSC_IDENTITY_AUTO_DISCOVERY: 'false',
    },
  })
  if (result.code !== 0) throw new SetupError(`electron-builder failed:\n${result.output.trim().split('\n').slice(-25).join('\n')}`)
}

/** Packs the app for this platform, reads its fuses back, and starts it once. */
async function packageApp() {
  const { prepareApp } = await import('./lib/prepare.mjs')
  const { readFuses } = await import('./lib/fuses.mjs')
  const { checkPackagedApp, nativeFiles, packagedExecutable } = await import('./lib/packaged-app.mjs')
  const { electron, env } = await prepareApp({ ownDisplay: true })
  const beganAtMs = Date.now()
  say('packing with electron-builder …')
  await pack(electron)
  const executable = packagedExecutable()
  say(`packed in ${seconds(Date.now() - beganAtMs)}: ${executable}`)
  const fuses = await readFuses(executable)
  for (const { line } of fuses) say(line)
  if (fuses.some(({ right }) => !right)) throw new SetupError('The packaged app’s fuses are not what they should be.')
  const native = nativeFiles(executable)
  say(`native modules: ${native.join(', ')}`)
  const strange = native.filter((name) => !/better_sqlite3|better-sqlite3|ngrok/.test(name))
  if (native.length !== 2 || strange.length > 0) throw new SetupError('The package has to have two native modules: SQLite’s and ngrok’s.')
  await checkPackagedApp(executable, { chromiumArgs: electron.chromiumArgs, env })
  if (electron.kind === 'stand-in') say('packed with the stand-in Electron: good for this check, not for shipping')
  return 0
}

await script((args) => withProject(packageApp, args))
