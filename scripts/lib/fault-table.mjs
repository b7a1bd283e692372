import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem, type } from 'node:os'
import { inRoot } from './paths.mjs'

const begin = '<!-- npm run test:faults -- --write -->'
const end = '<!-- until here -->'

/** Markdown: figure, goal, what was reached, and whether that is the goal. */
export function tableOf(rows) {
  const lines = rows.map(({ figure, goal, reached, isReached }) => `| ${figure} | ${goal} | ${reached} | ${isReached ? '✓' : '✗'} |`)
  return ['| figure | goal | reached | ✓ |', '|---|---|---|---|', ...lines].join('\n')
}

/** What the counts were made on, in words that name no machine. */
export async function describeMachine(isQuick) {
  const { obtainElectron } = await import('./electron.mjs')
  const electron = await obtainElectron()
  const memory = Math.round(totalmem() / 1e9)
  const parts = [
    `${cpus().length} cores`,
    `${memory} GB of memory`,
    `${fileSystem()} on the disk of the tests`,
    `${type()} ${release().split('-')[0]}`,
    `Node ${process.versions.node}`,
    `Electron ${electron.version}${electron.kind === 'stand-in' ? ' (the stand-in for testing)' : ''}`,
  ]
  return `${new Date().toISOString().slice(0, 10)}: ${parts.join(', ')}.${isQuick ? ' Short counts (`--quick`).' : ''}`
}

function fileSystem() {
  try {
    return execFileSync('stat', ['--file-system', '--format=%T', tmpdir()], { encoding: 'utf8' }).trim()
  } catch {
    return 'an unnamed file system'
  }
}

/** Takes the place of the table that docs/reliability.md has. */
export function writeTable(machine, table) {
  const path = inRoot('docs', 'reliability.md')
  const text = readFileSync(path, 'utf8')
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/reliability.md has no place between “${begin}” and “${end}”.`)
  writeFileSync(path, `${before}${begin}\n\n${machine}\n\n${table}\n\n${end}${after}`)
}
