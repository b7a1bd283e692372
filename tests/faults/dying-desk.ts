import { BroadcastChannel } from 'node:worker_threads'
import '../../src/main/desk.ts'

/* The desk's worker as the app has it, with a fault in it that a test sets off: over the channel, by name. */

const channel = new BroadcastChannel('deskbell-fault')
channel.unref()
channel.addEventListener('message', (event) => {
  const { data: fault } = event as MessageEvent<unknown>
  if (fault === 'exit') process.exit(3)
  throw new TypeError('a fault of ours, with words of a delivery in it')
})
