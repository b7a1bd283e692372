import { parentPort, workerData } from 'node:worker_threads'
import { rewriteFile } from '../store/overwrite.ts'

/* A thread of its own, in which a large file is written anew: that takes seconds to minutes. Ends by itself; what it throws is heard by rewrite.ts. */
if (parentPort === null) throw new Error('This is started in a worker thread, by rewrite.ts.')
rewriteFile(String(workerData))
