import { withProject } from './lib/bootstrap.mjs'
import { say, sinceStart } from './lib/log.mjs'
import { launch } from './lib/processes.mjs'
import { script } from './lib/script.mjs'

async function start(args) {
  const { prepareApp } = await import('./lib/prepare.mjs')
  const { electron, env } = await prepareApp()
  if (args.includes('--sandbox')) {
    const { runSandbox } = await import('./lib/sandbox.mjs')
    return runSandbox(
      args.filter((arg) => arg !== '--sandbox'),
      { electron, env },
    )
  }
  say(`opening Deskbell (ready after ${sinceStart()}); Ctrl-C ends it`)
  const app = launch(electron.executable, [...electron.args, ...args], { env, graceMs: 8_000, wholeGroup: false })
  return new Promise((resolve, reject) => {
    app.once('error', reject)
    app.once('exit', (code, signalName) => {
      if (signalName) say(`Deskbell was ended by ${signalName}`)
      resolve(code ?? 1)
    })
  })
}

await script((args) => withProject(start, args))
