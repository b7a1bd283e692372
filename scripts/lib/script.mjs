import { SetupError } from './log.mjs'
import { guardLife, shutDown } from './processes.mjs'

/** Every script under scripts/ is one call of this: `work` returns the exit code. */
export async function script(work) {
  guardLife()
  let exitCode = 1
  try {
    exitCode = (await work(process.argv.slice(2))) ?? 0
  } catch (error) {
    if (error instanceof SetupError) {
      process.stderr.write(`\n[deskbell] ${error.message}\n${error.advice.map((line) => `  → ${line}\n`).join('')}`)
    } else {
      process.stderr.write(`\n${error?.stack ?? error}\n`)
    }
  }
  await shutDown(exitCode)
}
