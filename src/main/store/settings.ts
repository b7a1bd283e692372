import { choosableSchemes, type ChoosableScheme, type SigningProviderId } from '../../shared/words.ts'
import { defaultSettings, settingsPatchSchema, settingsSchema, type Settings, type SettingsPatch } from '../../shared/settings.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'

/** What was saved, and the defaults of all else. */
export function getSettings(db: ReadDb): Settings {
  const rows = prepared<{ name: string; value: string }>(db, 'SELECT name, value FROM settings').all()
  const saved = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]))
  const parsed = settingsSchema.safeParse({ ...defaultSettings(), ...saved })
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || issue.message))]
  throw new StoreInvariantError(`settings in the store that this version cannot read: ${names.join(', ')}`)
}

/** Saves the members that the patch has, and returns the whole. */
export function saveSettings(db: WriteDb, patch: SettingsPatch): Settings {
  const valid = settingsPatchSchema.parse(patch)
  const save = prepared(db, 'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  for (const [name, value] of Object.entries(valid)) if (value !== undefined) save.run(name, JSON.stringify(value))
  return getSettings(db)
}

export interface ProviderSettings {
  /** Null: nothing was chosen, the provider's first scheme counts. */
  readonly scheme: ChoosableScheme | null
  /** Calendly's `X-Calendly-Signature` is accepted too. */
  readonly olderHeader: boolean
}

export function getProviderSettings(db: ReadDb, provider: SigningProviderId): ProviderSettings {
  const row = prepared<{ scheme: string | null; older_header: number }>(
    db,
    'SELECT scheme, older_header FROM provider_settings WHERE provider = ?',
  ).get(provider)
  if (!row) return { scheme: null, olderHeader: false }
  const scheme = choosableSchemes.find((known) => known === row.scheme) ?? null
  if (scheme === null && row.scheme !== null) throw new StoreInvariantError(`${provider}: unknown scheme ${row.scheme}`)
  return { scheme, olderHeader: row.older_header === 1 }
}

export function saveProviderScheme(db: WriteDb, provider: SigningProviderId, scheme: ChoosableScheme): void {
  prepared(
    db,
    'INSERT INTO provider_settings (provider, scheme, older_header) VALUES (?, ?, 0) ON CONFLICT (provider) DO UPDATE SET scheme = excluded.scheme',
  ).run(provider, scheme)
}

export function saveOlderHeader(db: WriteDb, provider: SigningProviderId, accepted: boolean): void {
  prepared(
    db,
    'INSERT INTO provider_settings (provider, older_header) VALUES (?, ?) ON CONFLICT (provider) DO UPDATE SET older_header = excluded.older_header',
  ).run(provider, accepted ? 1 : 0)
}
