import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { nodeBinary } from './install.mjs'
import { say, SetupError, seconds } from './log.mjs'
import { inModules, inRoot } from './paths.mjs'
import { run } from './processes.mjs'

const minute = 60_000
/** Of what takes seconds, on a machine that does something else as well. */
const patienceMs = 4 * minute
const unitReport = () => inRoot('out', 'reports', 'unit.json')
const e2eReport = () => inRoot('out', 'reports', 'e2e.json')

function tool(script, args, { timeoutMs, env }) {
  return run(nodeBinary(), [script, ...args], { show: true, timeoutMs, env })
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** A step without tests of its own counts as one. */
function single({ code, timedOut }) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, timedOut }
}

/** A runner that ends badly without naming a failed test (a file that does not load, a time limit) has failed once. */
function counted({ code, timedOut }, { passed = 0, failed = 0, skipped = 0 }) {
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped, timedOut }
}

async function unit(args) {
  rmSync(unitReport(), { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport()}`]
  const result = await tool(inModules('vitest', 'vitest.mjs'), ['run', ...reporters, ...args], { timeoutMs: 10 * minute })
  const report = readReport(unitReport())
  return counted(result, { passed: report?.numPassedTests, failed: report?.numFailedTests, skipped: report?.numPendingTests })
}

async function e2e(args) {
  const { prepareApp } = await import('./prepare.mjs')
  const { env } = await prepareApp({ ownDisplay: true, displays: 2 })
  rmSync(e2eReport(), { force: true })
  const result = await tool(inModules('@playwright', 'test', 'cli.js'), ['test', '--reporter=list,json', ...args], {
    timeoutMs: 19 * minute,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport() },
  })
  const report = readReport(e2eReport())
  const { expected, flaky, unexpected, skipped } = report?.stats ?? {}
  return {
    ...counted(result, { passed: report && expected + flaky, failed: unexpected, skipped }),
    unsteady: (report?.suites ?? []).flatMap(unsteadyOf),
  }
}

/** Those in a suite of Playwright's report that failed, and passed when they were tried again. */
function unsteadyOf({ suites = [], specs = [] }) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
  return [...here.map(({ file, line, title }) => `${file}:${line} ${title}`), ...suites.flatMap(unsteadyOf)]
}

/** In the order in which they run: what is quick and names its fault best comes first. */
const steps = {
  format: async (args) => single(await tool(inModules('oxfmt', 'bin', 'oxfmt'), ['--check', ...args], { timeoutMs: patienceMs })),
  lint: async (args) => single(await tool(inModules('oxlint', 'bin', 'oxlint'), ['--deny-warnings', ...args], { timeoutMs: patienceMs })),
  types: async (args) => single(await tool(inModules('typescript', 'bin', 'tsc'), ['-b', ...args], { timeoutMs: patienceMs })),
  unused: async (args) =>
    single(await tool(inModules('knip', 'bin', 'knip.js'), ['--no-progress', '--no-config-hints', ...args], { timeoutMs: patienceMs })),
  unit,
  build: async () => {
    const { ensureBuilt } = await import('./build.mjs')
    await ensureBuilt()
    return single({ code: 0 })
  },
  e2e,
}

export const allSteps = Object.keys(steps)

async function runStep(name, args) {
  try {
    return await steps[name](args)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n${error.advice.map((line) => `  → ${line}\n`).join('')}`)
    return single({ code: 1 })
  }
}

function lineFor(name, { passed, failed, skipped, timedOut, unsteady = [] }, tookMs) {
  const counts = [
    `${passed} passed`,
    ...(unsteady.length > 0 ? [`${unsteady.length} of them UNSTEADY`] : []),
    ...(failed > 0 ? [`${failed} FAILED`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ')
  return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(7)} ${counts} in ${seconds(tookMs)}${timedOut ? ' (stopped: it took too long)' : ''}`
}

/** What takes longest of the app's set-up waits for the network, or works on one core: it goes beside the steps that only read. */
async function prepareAhead() {
  const { prepareElectron } = await import('./prepare.mjs')
  // `e2e` tries again, and tells what is the matter.
  await prepareElectron().catch(() => undefined)
}

/**
 * Runs the steps one after another, all of them even when one fails, and ends with one plain line.
 * @param args go to every step named; so only name one when there are any
 * @returns the exit code
 */
export async function runSteps(names, args = []) {
  mkdirSync(inRoot('out', 'reports'), { recursive: true })
  const lines = []
  const unsteady = []
  let passed = 0
  let failed = 0
  const preparing = names.includes('unit') && names.includes('e2e') ? prepareAhead() : undefined
  for (const name of names) {
    // The tests open the very database module that is compiled for the app.
    if (name === 'unit') await preparing
    say(`${name} …`)
    const beganAtMs = Date.now()
    const result = await runStep(name, args)
    passed += result.passed
    failed += result.failed
    unsteady.push(...(result.unsteady ?? []))
    const line = lineFor(name, result, Date.now() - beganAtMs)
    lines.push(line)
    say(line)
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`)
  for (const title of unsteady) process.stdout.write(`UNSTEADY, passed only at a second try: ${title}\n`)
  return failed === 0 ? 0 : 1
}
