import type { DeskParts } from '../api/context.ts'
import type { ProvisionTarget } from '../provision/apply-provision.ts'
import { getProviderSettings, getSettings, saveOlderHeader, saveProviderScheme, saveSettings } from '../store/settings.ts'
import { refuseSecret } from './schemes.ts'

export function provisionTargetOf({ store, writer, vault, now }: Pick<DeskParts, 'store' | 'writer' | 'vault' | 'now'>): ProvisionTarget {
  return {
    vault,
    now,
    settings: () => getSettings(store.read),
    saveSettings: async (patch) => {
      await writer.submit((db) => saveSettings(db, patch))
    },
    providerSettings: (provider) => getProviderSettings(store.read, provider),
    saveScheme: (provider, scheme) => writer.submit((db) => saveProviderScheme(db, provider, scheme)),
    saveOlderHeader: (accepted) => writer.submit((db) => saveOlderHeader(db, 'calendly', accepted)),
    refuseSecret,
  }
}
