import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { ChainHead } from '../store/chain.ts'
import { exportKeyName } from '../vault/own-keys.ts'
import type { Vault } from '../vault/vault.ts'

export const signedFormat = 'deskbell-log-signed'

/** First line of a signed export. The items follow, one a line; the last line is the seal. */
export interface SignedHead {
  readonly format: typeof signedFormat
  readonly version: 1
  readonly exportedAt: string
  /** Of the chain, at that moment. */
  readonly chain: { readonly seq: number; readonly hash: string }
}

/** Last line: over the SHA-256 of every byte before it. */
export interface Seal {
  readonly count: number
  readonly sha256: string
  /** Ed25519 over the 32 bytes of the SHA-256, in base64. */
  readonly signature: string
  /** SubjectPublicKeyInfo in PEM, as openssl takes it. */
  readonly publicKey: string
}

/** The desk's own key, made when it is first needed. Throws VaultClosedError where there is no place to keep it, or it cannot be opened. */
export async function exportKey(vault: Pick<Vault, 'credential' | 'setCredential'>): Promise<KeyObject> {
  const known = vault.credential(exportKeyName)?.text
  if (known != null) return createPrivateKey({ key: Buffer.from(known, 'base64'), format: 'der', type: 'pkcs8' })
  const { privateKey } = generateKeyPairSync('ed25519')
  await vault.setCredential(exportKeyName, privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'))
  return privateKey
}

/** Null: none was made yet, or it cannot be opened now. */
export function knownExportKey(vault: Pick<Vault, 'credential'>): KeyObject | null {
  const known = vault.credential(exportKeyName)?.text
  return known == null ? null : createPublicKey(createPrivateKey({ key: Buffer.from(known, 'base64'), format: 'der', type: 'pkcs8' }))
}

export function publicPem(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'spki' }).toString()
}

/** What people compare when they ask one another whose key it is. */
export function keyPrint(pem: string): string {
  return hash('sha256', pem).slice(0, 16)
}

/** JSON lines: a head, the items, and a seal over all bytes before it. */
export async function* signedOf(
  items: AsyncIterable<unknown>,
  { key, chain, nowMs }: { readonly key: KeyObject; readonly chain: ChainHead; readonly nowMs: number },
): AsyncGenerator<string> {
  const digest = createHash('sha256')
  let count = 0
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`
    digest.update(text)
    return text
  }
  const head: SignedHead = {
    format: signedFormat,
    version: 1,
    exportedAt: new Date(nowMs).toISOString(),
    chain: { seq: chain.seq, hash: chain.hash.toString('hex') },
  }
  yield line(head)
  for await (const item of items) {
    count += 1
    yield line(item)
  }
  const sha256 = digest.digest()
  const seal: Seal = {
    count,
    sha256: sha256.toString('hex'),
    signature: sign(null, sha256, key).toString('base64'),
    publicKey: publicPem(createPublicKey(key)),
  }
  yield `${JSON.stringify(seal)}\n`
}
