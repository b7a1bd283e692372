import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { temporaryFolder } from './temporary.ts'

export interface MadeCertificate {
  readonly cert: string
  readonly key: string
}

/** A certificate of a made-up office, valid since an hour ago unless told otherwise. */
export async function makeCertificate(
  options: { readonly name?: string; readonly notBefore?: Date; readonly notAfter?: Date } = {},
): Promise<MadeCertificate> {
  const { name = 'desk.example.com', notBefore = new Date(Date.now() - 3_600_000), notAfter } = options
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    notBeforeDate: notBefore,
    ...(notAfter && { notAfterDate: notAfter }),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  })
  return { cert, key }
}

/** The two files that the settings name; the key is readable by its owner only. */
export function keepCertificate({ cert, key }: MadeCertificate, folder = temporaryFolder()): { certificateFile: string; keyFile: string } {
  const files = { certificateFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') }
  writeFileSync(files.certificateFile, cert)
  writeFileSync(files.keyFile, key)
  chmodSync(files.keyFile, 0o600)
  return files
}
