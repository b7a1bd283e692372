import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { bundleForNode } from '../../../scripts/lib/bundle.mjs'
import { provision } from './bookings.ts'

export interface DeskProcess {
  readonly child: ChildProcess
  /** Resolves with the exit code, null after a signal. */
  readonly gone: Promise<number | null>
  readonly url: string
}

/** Bundles what is started as a process of its own. @param test its name: test files run side by side, and each needs a folder */
export async function bundleDesk(test: string, entry = 'desk-process', withPackages = false): Promise<string> {
  // Inside the project, where the packages are found.
  const outDir = `out/faults-${test}`
  await bundleForNode({ entries: { [entry]: new URL(`../${entry}.ts`, import.meta.url).pathname }, outDir, withPackages })
  return new URL(`../../../${outDir}/${entry}.js`, import.meta.url).pathname
}

/** Starts a whole desk on a folder; resolves when it listens. Killed after the test if it is still there. */
export async function startDeskProcess(
  script: string,
  folder: string,
  { env = {}, nodeOptions = [] }: { readonly env?: Readonly<Record<string, string>>; readonly nodeOptions?: readonly string[] } = {},
): Promise<DeskProcess> {
  const provisionFile = join(folder, 'provision.json')
  writeFileSync(provisionFile, JSON.stringify(provision))
  const child = spawn(process.execPath, [...nodeOptions, script, folder, provisionFile], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const gone = once(child, 'exit').then(([code]) => code as number | null)
  const ended = gone.then((code) => Promise.reject(new Error(`the desk ended with code ${String(code)} before it listened`)))
  // Told once by the process, and read here: with four streams the types do not know which of them there are.
  const output = child.stdout as NonNullable<typeof child.stdout>
  const [url] = (await Promise.race([once(createInterface({ input: output }), 'line'), ended])) as [string]
  // From here on its end is what the test is about.
  ended.catch(() => undefined)
  return { child, gone, url }
}

/** After a collection, in bytes: what the process holds, and what the system gave it. */
export async function memoryOf(child: ChildProcess): Promise<{ readonly held: number; readonly resident: number }> {
  const told = once(child, 'message')
  child.send('memory')
  const [memory] = (await told) as [{ held: number; resident: number }]
  return memory
}
