import { safeStorage } from 'electron'
import type { Keyring } from '../vault/keyring.ts'

/**
 * The system's keyring. On Linux Electron falls back to `basic_text`, a key that is the same on every machine, and says
 * `unknown` where it cannot tell: neither protects anything, so both count as "there is none".
 */
export const systemKeyring: Keyring = {
  async backend() {
    if (!safeStorage.isEncryptionAvailable()) return null
    if (process.platform === 'darwin') return 'keychain'
    if (process.platform === 'win32') return 'dpapi'
    const backend = safeStorage.getSelectedStorageBackend()
    return backend === 'basic_text' || backend === 'unknown' ? null : backend
  },
  async seal(text) {
    return safeStorage.encryptString(text)
  },
  async open(sealed) {
    return safeStorage.decryptString(Buffer.from(sealed))
  },
}
