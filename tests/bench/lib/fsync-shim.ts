import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import source from './fsync-shim.c?raw'

export interface FsyncShim {
  /** For the server's environment. @param delayMs added to each fsync */
  env(delayMs: number): Record<string, string>
  /** Since the shim was made, by all processes that carry it. */
  count(): number
}

/** Null: there is no C compiler, or the system is not Linux; then what needs it is left out and said so. */
export function buildFsyncShim(folder: string): FsyncShim | null {
  if (process.platform !== 'linux') return null
  const [code, library, counter] = ['fsync-shim.c', 'fsync-shim.so', 'fsyncs'].map((name) => join(folder, name)) as [string, string, string]
  writeFileSync(code, source)
  writeFileSync(counter, Buffer.alloc(8))
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, code, '-ldl'], { stdio: 'pipe' })
  } catch {
    return null
  }
  return {
    env: (delayMs) => ({ LD_PRELOAD: library, FSYNC_SHIM_COUNTER: counter, FSYNC_SHIM_DELAY_US: String(delayMs * 1000) }),
    count: () => Number(readFileSync(counter).readBigUInt64LE()),
  }
}
