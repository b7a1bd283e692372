import type { StandInReceiver } from '../faults/stand-in-receiver.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { DeskMessage, HostDeeds, HostMessage } from './messages.ts'
import { ShellError } from './shell.ts'
import type { Shell } from './shell.ts'

export interface FarHost {
  readonly keyring: Keyring
  readonly shell: Shell
  readonly standIn: Pick<StandInReceiver, 'release'>
  /** Takes the first thread's answer. */
  settle(message: Extract<HostMessage, { kind: 'answer' | 'refusal' }>): void
}

/** The far end of what lives on Electron's first thread. */
export function askHost(tell: (message: DeskMessage) => void): FarHost {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0

  function ask<Deed extends keyof HostDeeds>(deed: Deed, ...given: Parameters<HostDeeds[Deed]>): ReturnType<HostDeeds[Deed]> {
    lastId += 1
    const id = lastId
    tell({ kind: 'ask', id, deed, given })
    // Both ends are ours and share the type of the deed.
    return new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject })) as ReturnType<HostDeeds[Deed]>
  }

  return {
    keyring: {
      backend: () => ask('keyring.backend'),
      seal: (text) => ask('keyring.seal', text),
      open: (sealed) => ask('keyring.open', sealed),
    },
    shell: {
      notify: (notice) => ask('shell.notify', notice),
      showNews: (count) => ask('shell.showNews', count),
      openWindow: () => ask('shell.openWindow'),
      showPresence: (presence) => ask('shell.showPresence', presence),
      quit: () => ask('shell.quit'),
      savePdf: (order) => ask('shell.savePdf', order),
      reserveFile: (order) => ask('shell.reserveFile', order),
      chooseFile: (order) => ask('shell.chooseFile', order),
      chooseFolder: (order) => ask('shell.chooseFolder', order),
      showFile: (path) => ask('shell.showFile', path),
      showInFolder: (path) => ask('shell.showInFolder', path),
      openExternal: (url) => ask('shell.openExternal', url),
    },
    standIn: { release: () => ask('standIn.release') },
    settle(message) {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.kind === 'answer') asked?.resolve(message.value)
      else asked?.reject(message.reason === null ? new Error('The first thread refused.') : new ShellError(message.reason))
    },
  }
}
