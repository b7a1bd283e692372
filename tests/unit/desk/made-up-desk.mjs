import { parentPort, workerData } from 'node:worker_threads'

// Speaks the desk's half of the protocol of desk/messages.ts, and dies when a window says so.
const starts = new BigInt64Array(workerData.starts)
const start = Number(Atomics.add(starts, 0, 1n)) + 1

parentPort.on('message', (message) => {
  if (message.kind === 'close') process.exit(0)
  if (message.kind === 'answer') parentPort.postMessage({ kind: 'log', entry: { level: 'info', event: 'answered', value: message.value } })
  if (message.kind === 'refusal')
    parentPort.postMessage({ kind: 'log', entry: { level: 'info', event: 'refused', reason: message.reason } })
  if (message.kind === 'looked')
    parentPort.postMessage({ kind: 'log', entry: { level: 'info', event: 'looked', isLookedAt: message.isLookedAt } })
  if (message.kind !== 'window') return
  message.port.on('message', (text) => {
    if (text === 'die') throw new TypeError('with words of a delivery in it')
    if (text === 'restart') process.exit(75)
    if (text === 'ask') parentPort.postMessage({ kind: 'ask', id: 7, deed: 'keyring.open', given: [Buffer.from('sealed')] })
    if (text === 'print') {
      const order = { windowId: message.windowId, name: 'Day', paper: 'A4', landscape: true }
      parentPort.postMessage({ kind: 'ask', id: 8, deed: 'shell.savePdf', given: [order] })
    }
    message.port.postMessage(`desk ${start}, provision ${workerData.provisionFile}: ${text}`)
  })
})
parentPort.postMessage({ kind: 'started', address: null })
