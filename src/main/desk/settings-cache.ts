import type { Settings } from '../../shared/settings.ts'
import { signingProviderIds } from '../../shared/words.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import type { Store } from '../store/open.ts'
import { getProviderSettings, getSettings } from '../store/settings.ts'
import type { ProviderSettings } from '../store/settings.ts'
import type { Writer } from '../store/writer.ts'

/** The settings in memory: every delivery asks for them. Read again after each commit that announces `settings`. */
export interface SettingsCache {
  settings(): Settings
  provider(id: SigningProviderId): ProviderSettings
}

export function createSettingsCache({ read }: Store, writer: Writer): SettingsCache {
  let held = readAll()
  writer.afterCommit(({ topics }) => {
    if (topics.includes('settings')) held = readAll()
  })

  function readAll(): { readonly settings: Settings; readonly providers: ReadonlyMap<SigningProviderId, ProviderSettings> } {
    return { settings: getSettings(read), providers: new Map(signingProviderIds.map((id) => [id, getProviderSettings(read, id)])) }
  }

  return {
    settings: () => held.settings,
    provider: (id) => held.providers.get(id)!,
  }
}
