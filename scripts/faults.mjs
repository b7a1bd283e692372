import { withProject } from './lib/bootstrap.mjs'
import { figures } from './lib/fault-figures.mjs'
import { say, seconds, SetupError } from './lib/log.mjs'
import { script } from './lib/script.mjs'

const usage = 'npm run test:faults [-- --quick] [--only=<name>[,<name>]] [--write]'

function read(args) {
  const known = ['--quick', '--write']
  const only = args.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
  const unknown = args.find((argument) => !known.includes(argument) && !argument.startsWith('--only='))
  if (unknown) throw new SetupError(`“${unknown}” is not known.`, [usage])
  const names = only?.split(',')
  const chosen = figures.filter(({ id }) => names === undefined || names.some((name) => id === name || id.startsWith(`${name}-`)))
  if (chosen.length === 0) throw new SetupError(`No figure is called “${only}”.`, [`There are: ${figures.map(({ id }) => id).join(', ')}.`])
  return { chosen, isQuick: args.includes('--quick'), writes: args.includes('--write') }
}

/** Runs the lines of the reliability table one after another, so that none has to share the machine, and ends with the table. */
async function faults(args) {
  const { mkdirSync } = await import('node:fs')
  const { inRoot } = await import('./lib/paths.mjs')
  const { runFigure } = await import('./lib/run-fault-figure.mjs')
  const { describeMachine, tableOf, writeTable } = await import('./lib/fault-table.mjs')
  const { chosen, isQuick, writes } = read(args)
  mkdirSync(inRoot('out', 'reports'), { recursive: true })
  const rows = []
  for (const figure of chosen) {
    say(`${figure.id} …`)
    const beganAtMs = Date.now()
    const row = await runFigure(figure, isQuick)
    rows.push(row)
    say(`${row.isReached ? '✓' : '✗'} ${figure.id} in ${seconds(Date.now() - beganAtMs)}: ${row.reached}`)
  }
  const machine = await describeMachine(isQuick)
  const table = tableOf(rows)
  process.stdout.write(`\n${machine}\n\n${table}\n`)
  if (writes) {
    writeTable(machine, table)
    say('written to docs/reliability.md')
  }
  return rows.every(({ isReached }) => isReached) ? 0 : 1
}

await script((args) => withProject(faults, args))
