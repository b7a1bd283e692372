import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { nodeBinary } from './install.mjs'
import { inModules, inRoot } from './paths.mjs'
import { run } from './processes.mjs'

const usualTimeoutMs = 90 * 60_000
const reportFile = () => inRoot('out', 'reports', 'faults.jsonl')

/** @returns what the table says of a figure; never throws: a test that cannot be run is a goal that was not reached. */
export async function runFigure(figure, isQuick) {
  const counts = (isQuick ? figure.quick : figure.full) ?? {}
  const missing = missingFile(figure)
  if (missing) return { ...figure, reached: `${missing} is not there`, isReached: false }
  rmSync(reportFile(), { force: true })
  const env = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))
  const result = await runIt(figure, { ...env, DESKBELL_FAULTS_REPORT: reportFile() })
  const isReached = result.code === 0 && result.ran !== 0
  const lines = readReport()
  if (isReached) return { ...figure, reached: lines.join('; ') || wordsOf(figure, counts), isReached }
  const logFile = inRoot('out', 'reports', `faults-${figure.id}.log`)
  writeFileSync(logFile, result.output)
  const why = result.timedOut ? 'it took too long' : result.code === 0 ? 'no test was run' : 'a test failed'
  return { ...figure, reached: `not reached: ${why}; see out/reports/faults-${figure.id}.log`, isReached }
}

function missingFile({ test, e2e }) {
  const file = test?.file ?? (e2e && `tests/e2e/${e2e.spec}`)
  return file !== undefined && !existsSync(inRoot(file)) ? file : undefined
}

/** A run without a test in it must not pass for one in which all is well: `ran` counts them, undefined where that is not known. */
async function runIt({ test, e2e, script, timeoutMs = usualTimeoutMs }, env) {
  if (test) return runVitest(test, { env, timeoutMs })
  if (e2e) return runPlaywright(e2e, { env, timeoutMs })
  return run(nodeBinary(), [inRoot('scripts', script)], { env, timeoutMs })
}

async function runVitest({ file, name }, options) {
  const outFile = inRoot('out', 'reports', 'faults-unit.json')
  rmSync(outFile, { force: true })
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${outFile}`, file, ...(name ? ['-t', name] : [])]
  const result = await run(nodeBinary(), [inModules('vitest', 'vitest.mjs'), ...args], options)
  return { ...result, ran: readJson(outFile)?.numPassedTests }
}

async function runPlaywright({ spec, name }, { env, timeoutMs }) {
  const { prepareApp } = await import('./prepare.mjs')
  const prepared = await prepareApp({ ownDisplay: true })
  const outFile = inRoot('out', 'reports', 'faults-e2e.json')
  rmSync(outFile, { force: true })
  const result = await run(
    nodeBinary(),
    [inModules('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', spec, ...(name ? ['-g', name] : [])],
    { env: { ...prepared.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: outFile }, timeoutMs },
  )
  return { ...result, ran: readJson(outFile)?.stats?.expected }
}

function readReport() {
  if (!existsSync(reportFile())) return []
  const lines = readFileSync(reportFile(), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line).reached)
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function wordsOf({ says }, counts) {
  return (typeof says === 'function' ? says(counts) : says) ?? 'passed'
}
