import { totalmem } from 'node:os'
import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { measureLateness, watchLateness } from './lateness.ts'

/** Of the 1,024 jobs that may wait for the disk: what was let in finds its place in the rest. */
const mostWaiting = 768
/** Milliseconds by which the event loop may be late on average. Half a minute of that, and providers give up by themselves. */
const usuallyMostLateMs = 1_000
/** How often that is measured, and the memory. */
const measureEveryMs = 5_000
const gibibyte = 1024 ** 3

/** Whether taking one more request would harm those that are under way: too much waits for the disk, or memory or the event loop is used up. */
export function watchOverload(app: FastifyInstance, waiting: () => number, mostLateMs = usuallyMostLateMs): () => boolean {
  app.register(underPressure, {
    sampleInterval: measureEveryMs,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * 0.85,
    maxRssBytes: Math.min(totalmem() / 2, 3 * gibibyte),
    // The answer has a place of its own in the order of answers, so that nothing is refused here.
    pressureHandler: () => undefined,
  })
  const lateness = watchLateness({ measure: measureLateness(), mostMs: mostLateMs, everyMs: measureEveryMs })
  app.addHook('onClose', async () => lateness.end())
  return () => waiting() >= mostWaiting || lateness.isLate() || app.isUnderPressure()
}
