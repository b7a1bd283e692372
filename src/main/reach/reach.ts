import type { SettingsCache } from '../desk/settings-cache.ts'
import type { Internet } from '../internet.ts'
import type { Writer } from '../store/writer.ts'

export interface ReachParts {
  readonly settings: SettingsCache
  readonly writer: Writer
  readonly internet: Internet
}

/** Under which address providers reach us. */
export interface Reach {
  /** Without a path, such as https://desk.example.com; null: none, or a tunnel's that is not known yet. */
  publicUrl(): string | null
  /** Called after `publicUrl` has become different, with what it is now. @returns its own unsubscribe. */
  onChange(listener: (publicUrl: string | null) => void): () => void
}

export function openReach({ settings, writer, internet }: ReachParts): Reach {
  const listeners = new Set<(publicUrl: string | null) => void>()
  let known = publicUrl()

  function publicUrl(): string | null {
    const { publicAddress, tunnel } = settings.settings()
    return tunnel === 'ngrok' ? internet.tunnelAddress : publicAddress
  }

  writer.afterCommit(({ topics }) => {
    if (!topics.includes('settings')) return
    const present = publicUrl()
    if (present === known) return
    known = present
    for (const listener of listeners) listener(present)
  })

  return {
    publicUrl,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
