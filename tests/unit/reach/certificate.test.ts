import { createPrivateKey } from 'node:crypto'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCertificate } from '../../../src/main/reach/certificate.ts'
import { keepCertificate, makeCertificate } from '../../support/certificates.ts'
import type { MadeCertificate } from '../../support/certificates.ts'

const hourMs = 3_600_000
const now = Date.now()
const at = (hours: number): Date => new Date(Math.floor(now / 1_000) * 1_000 + hours * hourMs)

test('a certificate and its key are ready to be used, and say for whom and until when', async () => {
  const made = await makeCertificate({ notAfter: at(48) })
  const reading = await readCertificate(keepCertificate(made), now)
  expect(reading).toEqual({
    certificate: { cert: Buffer.from(made.cert), key: Buffer.from(made.key), fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}/) },
    subject: 'desk.example.com',
    validUntilMs: at(48).getTime(),
    problem: null,
  })
})

test('one that has ended, or is not valid yet, is used and told of', async () => {
  const ended = await readCertificate(keepCertificate(await makeCertificate({ notBefore: at(-48), notAfter: at(-1) })), now)
  const early = await readCertificate(keepCertificate(await makeCertificate({ notBefore: at(1), notAfter: at(48) })), now)
  expect([ended, early].map(({ certificate, problem }) => [certificate !== null, problem])).toEqual([
    [true, 'expired'],
    [true, 'not-yet-valid'],
  ])
})

test.skipIf(process.platform === 'win32')('a key that everyone on this machine can read is used and told of', async () => {
  const files = keepCertificate(await makeCertificate())
  chmodSync(files.keyFile, 0o644)
  const { certificate, problem } = await readCertificate(files, now)
  expect([certificate !== null, problem]).toEqual([true, 'key-open'])
})

type Spoil = (files: ReturnType<typeof keepCertificate>, made: MadeCertificate) => void | Promise<void>
const spoilt: readonly [string, Spoil][] = [
  ['certificate-missing', ({ certificateFile }) => rmSync(certificateFile)],
  ['certificate-format', ({ certificateFile }) => writeFileSync(certificateFile, 'no certificate')],
  [
    'certificate-format',
    ({ certificateFile }) => writeFileSync(certificateFile, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
  ],
  ['key-missing', ({ keyFile }) => rmSync(keyFile)],
  ['key-format', ({ keyFile }, { cert }) => writeFileSync(keyFile, cert)],
  [
    'key-encrypted',
    ({ keyFile }, { key }) =>
      writeFileSync(
        keyFile,
        createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a passphrase' }),
      ),
  ],
  ['mismatch', async ({ keyFile }) => writeFileSync(keyFile, (await makeCertificate()).key)],
]

test.each(spoilt)('files that are not as they should be are not used: %s', async (problem, spoil) => {
  const made = await makeCertificate()
  const files = keepCertificate(made)
  await spoil(files, made)
  const reading = await readCertificate(files, now)
  expect([reading.certificate, reading.problem]).toEqual([null, problem])
})

test.skipIf(process.platform === 'win32')('a file in place of a folder is as good as missing', async () => {
  const { certificateFile, keyFile } = keepCertificate(await makeCertificate())
  const reading = await readCertificate({ certificateFile, keyFile: `${keyFile}/key.pem` }, now)
  expect(reading.problem).toBe('key-missing')
})
