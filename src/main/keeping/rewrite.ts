import { statSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Store } from '../store/open.ts'
import { isIdle, rewriteFile } from '../store/overwrite.ts'
import type { Writer } from '../store/writer.ts'

/** Up to this size the file is written anew within a second, and deliveries rather wait than be told to come again. Bytes. */
export const quickBytes = 64 * 1024 * 1024

/** Built, the worker is a file beside the desk's; tests run it from its source. */
function workerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './rewrite-worker.ts' : './rewrite-worker.js', import.meta.url)
}

/**
 * Writes the database's file anew. A small one between two commits; a large one in a thread of its own, and until that is done deliveries are
 * answered 503 with `Retry-After`, while all that is read goes on.
 *
 * @param quick bytes; as `quickBytes`.
 */
export async function rewrite({ path, write }: Store, writer: Pick<Writer, 'hold'>, quick = quickBytes): Promise<void> {
  const isQuick = statSync(path).size <= quick
  const goOn = isQuick ? null : writer.hold()
  try {
    while (!isIdle(write)) await turn()
    if (isQuick) rewriteFile(path)
    else await inItsOwnThread(path)
  } finally {
    goOn?.()
  }
}

function inItsOwnThread(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry(), { workerData: path, name: 'rewrite' })
    worker.on('error', reject)
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`writing the file anew ended with ${code}`))))
  })
}
