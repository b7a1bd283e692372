import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Settings } from '../../shared/settings.ts'
import type { BlockingProblem, CertificateProblem } from '../../shared/words.ts'

/** A certificate chain and its key, ready to be used. PEM. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
  /** Of the first certificate of the chain, as Node writes it: by it our own calls recognise it. */
  readonly fingerprint: string
}

export type CertificateReading = {
  /** The names that it is for, else its common name; null: unknown. */
  readonly subject: string | null
  readonly validUntilMs: number | null
} & (
  | { readonly certificate: Certificate; readonly problem: CertificateProblem | null }
  /** It cannot be used. */
  | { readonly certificate: null; readonly problem: BlockingProblem }
)

class Unusable extends Error {
  override readonly name = 'Unusable'
  readonly problem: BlockingProblem

  constructor(problem: BlockingProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Reads the office's own certificate chain and key. Never rejects: what is the matter is in `problem`. */
export async function readCertificate(files: NonNullable<Settings['tls']>, nowMs: number): Promise<CertificateReading> {
  let subject: string | null = null
  let validUntilMs: number | null = null
  try {
    const cert = await read(files.certificateFile, 'certificate')
    const first = parseCertificate(cert)
    subject = subjectOf(first)
    validUntilMs = Date.parse(first.validTo)
    const key = await read(files.keyFile, 'key')
    if (!first.checkPrivateKey(parseKey(key))) throw new Unusable('mismatch')
    const problem = await complaintOf(first, files.keyFile, nowMs)
    return { certificate: { cert, key, fingerprint: first.fingerprint256 }, subject, validUntilMs, problem }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return { certificate: null, subject, validUntilMs, problem: error.problem }
  }
}

async function read(file: string, what: 'certificate' | 'key'): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    throw new Unusable(code === 'ENOENT' || code === 'ENOTDIR' ? `${what}-missing` : `${what}-unreadable`)
  }
}

function parseCertificate(pem: Buffer): X509Certificate {
  // Node would read DER here, which the server then cannot.
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Unusable('certificate-format')
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Unusable('certificate-format')
  }
}

function parseKey(pem: Buffer): KeyObject {
  if (pem.includes('ENCRYPTED')) throw new Unusable('key-encrypted')
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Unusable('key-format')
  }
}

async function complaintOf(certificate: X509Certificate, keyFile: string, nowMs: number): Promise<CertificateProblem | null> {
  if (Date.parse(certificate.validTo) <= nowMs) return 'expired'
  if (Date.parse(certificate.validFrom) > nowMs) return 'not-yet-valid'
  // Windows has no such bits: Node makes them up there.
  if (process.platform === 'win32') return null
  const { mode } = await stat(keyFile)
  return (mode & 0o007) === 0 ? null : 'key-open'
}

function subjectOf({ subjectAltName, subject }: X509Certificate): string | null {
  const names = subjectAltName?.split(', ').flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : [])) ?? []
  if (names.length > 0) return names.join(', ')
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? null
}
