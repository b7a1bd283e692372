/** Runs orders one after the other for each key; what is asked for while one runs is merged into one that runs after it. */
export interface Queue<Key, Order, Result> {
  /** Settles with the result of the run that began after it was asked for. */
  ask(key: Key, order: Order): Promise<Result>
  /** Settles when nothing runs or waits. */
  idle(): Promise<void>
}

interface Lane<Order, Result> {
  running: Promise<void> | null
  waiting: { order: Order; readonly result: Promise<Result>; readonly run: () => Promise<void> } | null
}

/** @param run never rejects. */
export function createQueue<Key, Order, Result>(
  run: (key: Key, order: Order) => Promise<Result>,
  merge: (earlier: Order, later: Order) => Order,
): Queue<Key, Order, Result> {
  const lanes = new Map<Key, Lane<Order, Result>>()

  async function work(key: Key, lane: Lane<Order, Result>): Promise<void> {
    // What is asked for in the same turn is done in one go.
    await Promise.resolve()
    for (let next = lane.waiting; next !== null; next = lane.waiting) {
      lane.waiting = null
      await next.run()
    }
    lanes.delete(key)
  }

  return {
    ask(key, order) {
      let lane = lanes.get(key)
      if (lane === undefined) lanes.set(key, (lane = { running: null, waiting: null }))
      if (lane.waiting === null) {
        let settle: (result: Result | PromiseLike<Result>) => void = () => undefined
        const result = new Promise<Result>((resolve) => (settle = resolve))
        const entry = { order, result, run: async () => settle(await run(key, entry.order)) }
        lane.waiting = entry
      } else {
        lane.waiting.order = merge(lane.waiting.order, order)
      }
      const { result } = lane.waiting
      lane.running ??= work(key, lane)
      return result
    },
    async idle() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ running }) => running ?? Promise.resolve()))
    },
  }
}
