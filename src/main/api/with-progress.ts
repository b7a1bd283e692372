import type { JobProgress } from '../backup/jobs.ts'

export type Told<Result, Progress extends object = JobProgress> =
  | ({ readonly kind: 'progress' } & Progress)
  | { readonly kind: 'done'; readonly result: Result }

/**
 * Tells how far something is while it goes on, and then what came of it. What comes faster than it is taken is merged: only the newest counts.
 * When the caller closes it, `work` is stopped by its signal.
 */
export async function* withProgress<Result, Progress extends object = JobProgress>(
  callerSignal: AbortSignal | undefined,
  work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Result>,
): AsyncGenerator<Told<Result, NoInfer<Progress>>, void, void> {
  const stopping = new AbortController()
  const signal = callerSignal ? AbortSignal.any([callerSignal, stopping.signal]) : stopping.signal
  const ended = new AbortController()
  let newest: Progress | null = null
  let wake: () => void = () => undefined
  const working = work(signal, (progress) => {
    newest = progress
    wake()
  })
  const over = working.then(noWord, noWord).then(() => {
    ended.abort()
    wake()
  })
  try {
    while (!ended.signal.aborted) {
      const told = takeNewest()
      if (told) yield { kind: 'progress', ...told }
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    yield { kind: 'done', result: await working }
  } finally {
    stopping.abort()
    await over
  }

  function takeNewest(): Progress | null {
    const taken = newest
    newest = null
    return taken
  }
}

/** What became of it is asked for where it is told. */
function noWord(): void {}
