/** Under a flood of deliveries the window still leaves the desk time to take them; 25 times a second looks immediate. */
const pauseMs = 40

/**
 * Runs at once, and once more afterwards if it was asked for meanwhile, with a pause between the two. Under a stream of announcements,
 * cancelling each refetch for the next one would never show anything, and dropping the later ones would leave the last change unseen.
 * @param run never rejects: a query keeps its own error
 */
export function coalesced(run: () => Promise<unknown>): () => void {
  let running = false
  let again = false
  const loop = async (): Promise<void> => {
    do {
      again = false
      const startedAtMs = performance.now()
      await run()
      // What takes the desk long is asked for less often, so that half of its time stays its own.
      const restMs = Math.max(pauseMs, performance.now() - startedAtMs)
      await new Promise((resolve) => setTimeout(resolve, restMs))
    } while (again)
    running = false
  }
  return () => {
    again = true
    if (running) return
    running = true
    void loop()
  }
}
