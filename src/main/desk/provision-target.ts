import type { DeskParts } from '../api/context.ts'
import type { ProvisionTarget } from '../provision/apply-provision.ts'
import { getConnection, saveConnection } from '../store/connections.ts'
import type { WriteDb } from '../store/db.ts'
import { saveOlderHeader, saveProviderScheme, saveSettings } from '../store/settings.ts'
import { refuseSecret } from './schemes.ts'

export function provisionTargetOf({
  store,
  settings,
  writer,
  vault,
  now,
}: Pick<DeskParts, 'store' | 'settings' | 'writer' | 'vault' | 'now'>): ProvisionTarget {
  /** Announced, so that what is held of the settings is read again. */
  const save = (change: (db: WriteDb) => unknown): Promise<void> =>
    writer.submit((db, notes) => {
      change(db)
      notes.topic('settings')
      notes.topic('providers')
    })
  return {
    vault,
    now,
    settings: settings.settings,
    saveSettings: (patch) => save((db) => saveSettings(db, patch)),
    providerSettings: settings.provider,
    saveScheme: (provider, scheme) => save((db) => saveProviderScheme(db, provider, scheme)),
    saveOlderHeader: (accepted) => save((db) => saveOlderHeader(db, 'calendly', accepted)),
    apiUrl: () => getConnection(store.read, 'smart-scheduler').apiUrl,
    saveApiUrl: (apiUrl) =>
      writer.submit((db, notes) => {
        saveConnection(db, 'smart-scheduler', { apiUrl })
        notes.topic('connections')
      }),
    refuseSecret,
  }
}
