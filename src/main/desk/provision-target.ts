import type { SettingsPatch } from '../../shared/settings.ts'
import type { DeskParts } from '../api/context.ts'
import type { ProvisionTarget } from '../provision/apply-provision.ts'
import { getConnection, saveConnection } from '../store/connections.ts'
import type { WriteDb } from '../store/db.ts'
import { changeProviderSettings, insertSettingChange } from '../store/setting-changes.ts'
import { getSettings, saveOlderHeader, saveProviderScheme, saveSettings } from '../store/settings.ts'
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
  const doing = () => ({ atMs: now(), actor: 'provisioning' })
  return {
    vault,
    now,
    settings: settings.settings,
    saveSettings: (patch) =>
      save((db) => {
        const before = getSettings(db)
        const after = saveSettings(db, patch)
        for (const name of Object.keys(patch) as (keyof SettingsPatch)[])
          insertSettingChange(db, { ...doing(), name, before: before[name], after: after[name] })
      }),
    providerSettings: settings.provider,
    saveScheme: (provider, scheme) =>
      save((db) =>
        changeProviderSettings(db, { ...doing(), name: `scheme ${provider}`, provider }, () => saveProviderScheme(db, provider, scheme)),
      ),
    saveOlderHeader: (accepted) =>
      save((db) =>
        changeProviderSettings(db, { ...doing(), name: 'older header calendly', provider: 'calendly' }, () =>
          saveOlderHeader(db, 'calendly', accepted),
        ),
      ),
    apiUrl: () => getConnection(store.read, 'smart-scheduler').apiUrl,
    saveApiUrl: (apiUrl) =>
      writer.submit((db, notes) => {
        insertSettingChange(db, {
          ...doing(),
          name: 'api smart-scheduler',
          before: getConnection(db, 'smart-scheduler').apiUrl,
          after: apiUrl,
        })
        saveConnection(db, 'smart-scheduler', { apiUrl })
        notes.topic('connections')
      }),
    refuseSecret,
  }
}
