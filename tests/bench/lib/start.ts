import { composeDictionary } from '../../../src/main/keeping/dictionary.ts'
import { cutoffsOf } from '../../../src/main/keeping/cutoffs.ts'
import { compressNextBodies } from '../../../src/main/store/body-compression.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { retentionSteps } from '../../../src/main/store/retention.ts'
import { defaultSettings, type KeepSettings } from '../../../src/shared/settings.ts'
import { startApp } from './app.ts'
import { median, type Figure } from './figures.ts'
import { timeStart } from './processes.ts'

const dayMs = 86_400_000
/** Bodies are kept as long as the log: all of the store is there to be looked at. */
export const keptWhole: KeepSettings = { ...defaultSettings().keep, bodiesDays: defaultSettings().keep.deliveriesDays }

/** Does at once what the desk would have done over the years: old bodies are compressed, and what nobody needs any more is gone. */
export function settle({ write }: Store): void {
  const nowMs = Date.now()
  const cutoffs = cutoffsOf(keptWhole, nowMs, 'UTC')
  const dictionary = composeDictionary()
  const untilNothing = (step: () => number): void => {
    const several = write.database.transaction(() => {
      for (let times = 0; times < 100; times += 1) if (step() === 0) return false
      return true
    })
    while (several());
  }
  console.error('settling it')
  for (const step of retentionSteps) untilNothing(() => step(write, cutoffs, nowMs))
  untilNothing(() => compressNextBodies(write, { beforeMs: nowMs - dayMs, limit: 100, dictionary }))
}

export interface Folders {
  readonly full: string
  readonly empty: string
  readonly provisionFile: string
}

/** The desk in plain Node and the whole app, each with a store of years beside an empty one. */
export async function measureStart(folders: Folders, deliveries: number, rounds: number): Promise<readonly [Figure, Figure]> {
  const { provisionFile } = folders
  const starts = `with ${deliveries.toLocaleString('en')} deliveries ÷ with an empty store`
  console.error('starting the desk, and the app')
  const desk = await compareStarts(folders, rounds, (folder) => timeStart(folder, provisionFile))
  const app = await compareStarts(folders, rounds, async (folder) => {
    const startedAt = performance.now()
    const running = await startApp(folder, provisionFile)
    const ms = performance.now() - startedAt
    await running.stop()
    return ms
  })
  return [
    { name: `start of the desk until it has answered for the day, ${starts}`, ...desk },
    { name: `start of the app until its window shows the day, ${starts}`, ...app },
  ]
}

/** One start of each is not counted: the empty store is made by it, and the disk's pages are read. */
async function compareStarts(
  { full, empty }: Folders,
  rounds: number,
  start: (folder: string) => Promise<number>,
): Promise<Omit<Figure, 'name'>> {
  const took: { full: number; empty: number }[] = []
  for (let round = 0; round <= rounds; round += 1) took.push({ full: await start(full), empty: await start(empty) })
  const [ofFull, ofEmpty] = [median(took.slice(1).map((each) => each.full)), median(took.slice(1).map((each) => each.empty))]
  const value = ofFull / ofEmpty
  return { value, goal: '≤ 1.15', reached: value <= 1.15, detail: `${ofFull.toFixed(0)} ms ÷ ${ofEmpty.toFixed(0)} ms` }
}
