import { Decrypter, Encrypter } from 'age-encryption'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupError } from './jobs.ts'

export interface FileWork {
  /** Told the bytes of the source that were taken so far. */
  readonly onBytes: (done: number) => void
  readonly signal: AbortSignal
}

/**
 * Writes a gzipped age file (https://age-encryption.org/v1) that one passphrase opens, a piece at a time: no size of file fills the memory.
 *
 * @param work log2 of scrypt's cost.
 * @returns the SHA-256 of what was written, hex.
 */
export async function encryptFile(
  source: string,
  target: string,
  { passphrase, work, onBytes, signal }: FileWork & { readonly passphrase: string; readonly work: number },
): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(work)
  const hash = createHash('sha256')
  await pipeline(
    createReadStream(source),
    counting(onBytes),
    // Level 4: two thirds of the time of the usual 6, for a few hundredths more of size.
    createGzip({ level: 4 }),
    async function* (zipped: AsyncIterable<Buffer>) {
      yield* await encrypter.encrypt(webStreamOf(zipped))
    },
    passing((bytes) => hash.update(bytes)),
    createWriteStream(target, { flags: 'wx', mode: 0o600 }),
    { signal },
  )
  return hash.digest('hex')
}

/**
 * The way back.
 *
 * @throws BackupError `passphrase`: it opens nothing; `damaged`: a piece was changed or is missing; `not-ours`: no age file.
 */
export async function decryptFile(
  source: string,
  target: string,
  { passphrase, onBytes, signal }: FileWork & { readonly passphrase: string },
): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const hash = createHash('sha256')
  await pipeline(
    createReadStream(source),
    passing((bytes) => hash.update(bytes)),
    counting(onBytes),
    async function* (sealed: AsyncIterable<Buffer>) {
      yield* pieces(await decrypter.decrypt(webStreamOf(sealed)).catch(refuseHeader))
    },
    createGunzip(),
    createWriteStream(target, { flags: 'wx', mode: 0o600 }),
    { signal },
  )
  return hash.digest('hex')
}

function refuseHeader(cause: unknown): never {
  if (cause instanceof Error && 'code' in cause) throw cause
  // Its errors have no codes.
  const isOther = cause instanceof Error && cause.message.startsWith('no identity matched')
  throw new BackupError(isOther ? 'passphrase' : 'not-ours', { cause })
}

async function* pieces(opened: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* opened
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) throw cause
    // A piece that does not fit its tag, or an end that comes too soon.
    throw new BackupError('damaged', { cause })
  }
}

/** A plain copy. @returns its SHA-256, hex. */
export async function copyFileTo(source: string, target: string, { onBytes, signal }: FileWork): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(
    createReadStream(source),
    passing((bytes) => hash.update(bytes)),
    counting(onBytes),
    createWriteStream(target, { flags: 'wx', mode: 0o600 }),
    { signal },
  )
  return hash.digest('hex')
}

/** Node's streams of the web and the DOM's are the same class with two sets of types. */
function webStreamOf(bytes: AsyncIterable<Uint8Array>): globalThis.ReadableStream<Uint8Array> & AsyncIterable<Uint8Array> {
  return ReadableStream.from(bytes)
}

function passing(look: (bytes: Buffer) => void): Transform {
  return new Transform({
    transform(bytes: Buffer, _encoding, next) {
      look(bytes)
      next(null, bytes)
    },
  })
}

function counting(onBytes: FileWork['onBytes']): Transform {
  let done = 0
  return passing((bytes) => onBytes((done += bytes.length)))
}
