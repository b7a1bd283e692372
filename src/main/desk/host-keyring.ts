import type { Keyring } from '../vault/keyring.ts'
import type { DeskMessage, HostMessage, KeyringRequest } from './messages.ts'

export interface HostKeyring extends Keyring {
  /** Takes the first thread's answer. */
  settle(message: Extract<HostMessage, { kind: 'keyring-answer' | 'keyring-refusal' }>): void
}

/** The system's keyring lives on Electron's first thread; this is its far end. */
export function askHost(tell: (message: DeskMessage) => void): HostKeyring {
  const waiting = new Map<number, { resolve(value: string | Uint8Array | null): void; reject(error: Error): void }>()
  let lastId = 0

  function ask(request: KeyringRequest): Promise<string | Uint8Array | null> {
    lastId += 1
    const id = lastId
    tell({ kind: 'keyring-ask', id, request })
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }

  return {
    async backend() {
      const name = await ask({ op: 'backend' })
      return typeof name === 'string' ? name : null
    },
    async seal(text) {
      const sealed = await ask({ op: 'seal', text })
      if (!(sealed instanceof Uint8Array)) throw new Error('keyring: sealing returned no bytes')
      return sealed
    },
    async open(sealed) {
      const text = await ask({ op: 'open', sealed })
      if (typeof text !== 'string') throw new Error('keyring: opening returned no text')
      return text
    },
    settle(message) {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.kind === 'keyring-answer') asked?.resolve(message.value)
      else asked?.reject(new Error('The keyring refused.'))
    },
  }
}
