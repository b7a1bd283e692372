import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** True: browsers take this certificate for that name, so that whoever calls us by it means us. @param name a host name or an address, without brackets. */
export function coversName(certificate: Buffer, name: string): boolean {
  const parsed = new X509Certificate(certificate)
  return (isIP(name) === 0 ? parsed.checkHost(name, { subject: 'never' }) : parsed.checkIP(name)) !== undefined
}

/** A name that the certificate is for, such as `desk.example.com`; null: only patterns, or none. */
export function firstName(certificate: Buffer): string | null {
  const names = (new X509Certificate(certificate).subjectAltName ?? '').split(', ')
  const found = names.flatMap((each) => /^(?:DNS|IP Address):([^*]+)$/.exec(each)?.[1] ?? [])
  return found[0] ?? null
}
