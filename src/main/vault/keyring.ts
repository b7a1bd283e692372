/** The system's own keyring; the desk reaches it on the first thread, by messages. */
export interface Keyring {
  /** Its name (`gnome_libsecret`, `keychain`, `dpapi` …); null: the system has none that protects anything. */
  backend(): Promise<string | null>
  seal(text: string): Promise<Uint8Array>
  /** Rejects when it was sealed by another keyring or another user. */
  open(sealed: Uint8Array): Promise<string>
}
