import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { noon } from '../e2e/support/noon.ts'
import { startApp, type RunningApp } from './lib/app.ts'
import { benchSecret } from './lib/deliveries.ts'
import { median, percentile, table, type Figure } from './lib/figures.ts'
import { keptWhole } from './lib/start.ts'
import { officeGroups } from './lib/office-groups.ts'
import { buildFsyncShim, type FsyncShim } from './lib/fsync-shim.ts'
import { unboundedGuards } from './lib/guards.ts'
import type { LoadResult } from './lib/load-protocol.ts'
import { measureMonthView } from './lib/month-view.ts'
import { measurePainted } from './lib/painted.ts'
import { startLoad, startServer, startSteady, type Load, type Server, type Steady } from './lib/processes.ts'
import { benchSmartSecret } from './lib/smart-office.ts'

const isQuick = process.argv.includes('--quick')
const size = isQuick
  ? { requests: 3000, alone: 500, perTransaction: 500, rounds: 3, office: { appointments: 10_000, rounds: { short: 5, long: 3 } } }
  : { requests: 20_000, alone: 3000, perTransaction: 2000, rounds: 5, office: { appointments: 200_000, rounds: { short: 25, long: 5 } } }
const connections = 50
/** `--only=echo`: one group of figures. */
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)

const folder = mkdtempSync(join(tmpdir(), 'deskbell-bench-'))
const provisionFile = join(folder, 'provision.json')
writeFileSync(
  provisionFile,
  JSON.stringify({ settings: { guards: unboundedGuards, keep: keptWhole }, providers: { calendly: { signingSecret: benchSecret } } }),
)

interface Rounds {
  readonly first: readonly LoadResult[]
  readonly second: readonly LoadResult[]
}

/** One round on the one server, one on the other, and again, after a round of each that is not counted. */
async function interleave(
  load: Load,
  [first, second]: readonly [Server, Server],
  [requestsOfFirst, requests]: readonly [number, number],
  width: number,
): Promise<Rounds> {
  const rounds: { first: LoadResult[]; second: LoadResult[] } = { first: [], second: [] }
  const roundOfFirst = () => load.run({ port: first.port, requests: requestsOfFirst, connections: width })
  const roundOfSecond = () => load.run({ port: second.port, requests, connections: width })
  await roundOfFirst()
  await roundOfSecond()
  for (let index = 0; index < size.rounds; index += 1) {
    rounds.first.push(await roundOfFirst())
    rounds.second.push(await roundOfSecond())
    console.error(
      `  round ${index + 1} of ${size.rounds}: ${perSecond(rounds.first.at(-1)!)} and ${perSecond(rounds.second.at(-1)!)} a second`,
    )
  }
  return rounds
}

const perSecond = ({ accepted, seconds }: LoadResult) => Math.round(accepted / seconds)
const rate = (results: readonly LoadResult[]) => median(results.map(perSecond))

/** @param requests of a round, for each of the two: a slow one needs fewer for the same rate. */
async function compare(
  load: Load,
  servers: readonly [Server, Server],
  requests: readonly [number, number],
  width: number,
): Promise<Rounds> {
  try {
    return await interleave(load, servers, requests, width)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

let nextFolder = 0
function dataFolder(): string {
  nextFolder += 1
  const path = join(folder, `data-${nextFolder}`)
  mkdirSync(path)
  return path
}

async function measureEcho(load: Load): Promise<Figure> {
  console.error('a bare Fastify echo beside the desk')
  const servers = [await startServer(['echo']), await startServer(['desk', dataFolder(), provisionFile])] as const
  const { first, second } = await compare(load, servers, [size.requests, size.requests], connections)
  const value = rate(second) / rate(first)
  return {
    name: 'durable, verified, validated, applied deliveries per second ÷ a bare Fastify JSON echo',
    value,
    goal: '≥ 0.30',
    reached: value >= 0.3,
    detail: `${rate(second)} ÷ ${rate(first)} a second`,
  }
}

async function measureGroupCommit(load: Load, shim: FsyncShim | null): Promise<Figure> {
  const name = 'the same ÷ one transaction per delivery, fsync slowed by 1 ms'
  const goal = '≥ 10'
  if (!shim) return { name, value: null, goal, reached: null, detail: 'needs Linux and a C compiler' }
  console.error('one transaction per delivery beside group commit, fsync slowed by 1 ms')
  const env = shim.env(1)
  const servers = [await startServer(['single', dataFolder()], env), await startServer(['grouped', dataFolder()], env)] as const
  const { first, second } = await compare(load, servers, [size.perTransaction, size.requests], connections)
  const value = rate(second) / rate(first)
  return { name, value, goal, reached: value >= 10, detail: `${rate(second)} ÷ ${rate(first)} a second` }
}

async function countFsyncs(load: Load, shim: FsyncShim | null): Promise<Figure> {
  const name = 'fsyncs per stored delivery at 50 connections (a count, exact)'
  const goal = '≤ 0.05'
  if (!shim) return { name, value: null, goal, reached: null, detail: 'needs Linux and a C compiler' }
  console.error('counting fsyncs')
  const server = await startServer(['desk', dataFolder(), provisionFile], shim.env(0))
  await load.run({ port: server.port, requests: size.requests, connections })
  const before = shim.count()
  await load.run({ port: server.port, requests: size.requests, connections })
  const fsyncs = shim.count() - before
  await server.stop()
  const value = fsyncs / size.requests
  return { name, value, goal, reached: value <= 0.05, detail: `${fsyncs} ÷ ${size.requests}` }
}

async function measureLatency(load: Load): Promise<Figure> {
  console.error('latency at one connection')
  const servers = [await startServer(['single', dataFolder()]), await startServer(['grouped', dataFolder()])] as const
  const { first, second } = await compare(load, servers, [size.alone, size.alone], 1)
  const [alone, grouped] = [median(first.map(({ medianUs }) => medianUs)), median(second.map(({ medianUs }) => medianUs))]
  const value = grouped / alone
  return {
    name: 'median latency at 1 connection ÷ one transaction per delivery',
    value,
    goal: '≤ 1.15',
    reached: value <= 1.15,
    detail: `${grouped} µs ÷ ${alone} µs`,
  }
}

async function measureApp(load: Load): Promise<[Figure, Figure]> {
  console.error('the desk in plain Node beside the running app')
  const app = await startApp(dataFolder(), provisionFile)
  try {
    const idle = await app.roundTrips(new Promise((resolve) => setTimeout(resolve, isQuick ? 3000 : 15_000)))
    const desk = await startServer(['desk', dataFolder(), provisionFile])
    const inApp = { port: app.port, stop: () => Promise.resolve() }
    const { first, second } = await compare(load, [desk, inApp], [size.requests, size.requests], connections)
    const busy = await app.roundTrips(load.run({ port: app.port, requests: size.requests, connections }))
    return [compareApp(rate(first), rate(second)), compareRoundTrips(idle, busy)]
  } finally {
    await app.stop()
  }
}

function compareApp(plain: number, inApp: number): Figure {
  const value = inApp / plain
  return { name: 'in the running app ÷ plain Node', value, goal: '≥ 0.75', reached: value >= 0.75, detail: `${inApp} ÷ ${plain} a second` }
}

function compareRoundTrips(idle: readonly number[], busy: readonly number[]): Figure {
  const value = percentile(busy, 0.99) / percentile(idle, 0.99)
  const told = (times: readonly number[]) =>
    `${percentile(times, 0.99).toFixed(1)} ms (median ${percentile(times, 0.5).toFixed(1)}, ${times.length} calls)`
  return {
    name: 'IPC round trip of the window under full load, p99 ÷ idle p99',
    value,
    goal: '≤ 2',
    reached: value <= 2,
    detail: `${told(busy)} ÷ ${told(idle)}`,
  }
}

/** An office in the real app, to which Smart-Scheduler posts. */
async function withOffice(timeZone: string, measure: (app: RunningApp, steady: Steady) => Promise<Figure>): Promise<Figure> {
  const file = join(folder, 'office.json')
  const settings = { timeZone, firstDayOfWeek: 1, guards: unboundedGuards }
  writeFileSync(file, JSON.stringify({ settings, providers: { 'smart-scheduler': { signingSecret: benchSmartSecret } } }))
  const steady = startSteady()
  try {
    const app = await startApp(dataFolder(), file)
    try {
      return await measure(app, steady)
    } finally {
      await app.stop()
    }
  } finally {
    await steady.stop()
  }
}

function paint(): Promise<Figure> {
  console.error('deliveries on their way into the window')
  const { timeZone, at } = noon
  return withOffice(timeZone, (app, steady) => measurePainted(app, steady, at('00:00'), isQuick ? 100 : 400))
}

function switchMonths(): Promise<Figure> {
  console.error('a full month beside a sparse one')
  return withOffice('UTC', (app, steady) => measureMonthView(app, steady, Date.now(), isQuick ? 5 : 15))
}

const load = startLoad()
try {
  const shim = buildFsyncShim(folder)
  const groups: Record<string, () => Promise<Figure | readonly Figure[]>> = {
    echo: () => measureEcho(load),
    group: () => measureGroupCommit(load, shim),
    fsyncs: () => countFsyncs(load, shim),
    latency: () => measureLatency(load),
    app: () => measureApp(load),
    painted: paint,
    'month-view': switchMonths,
    ...officeGroups({ dataFolder, provisionFile, ...size.office }),
  }
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(groups)) {
    if (only !== undefined && only !== name) continue
    try {
      figures.push(...[await measure()].flat())
    } catch (error) {
      // The others were measured all the same, and took minutes.
      console.error(error)
      process.exitCode = 1
    }
  }
  const [cpu] = cpus()
  console.log(
    `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`,
  )
  console.log(`${size.requests} deliveries of 1.2 KB on ${connections} connections, medians of ${size.rounds} interleaved rounds\n`)
  console.log(table(figures))
} finally {
  await load.stop()
  rmSync(folder, { recursive: true, force: true })
}
