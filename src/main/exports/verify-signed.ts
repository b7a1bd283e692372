import { createHash, createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { ExportFinding } from '../../shared/contract/exports.ts'
import { keyPrint, publicPem, signedFormat } from './signed.ts'

const headSchema = z.object({ format: z.literal(signedFormat), version: z.literal(1), exportedAt: z.iso.datetime() })
const sealSchema = z.strictObject({
  count: z.number().int(),
  sha256: z.string(),
  signature: z.base64(),
  publicKey: z.string(),
})

/** No line of ours is longer than a body in base64 with its headers; what is, is no export. */
const longestLine = 64 * 1024 * 1024

/** Reads a signed export through. @param ownKey this desk's public key; null: it has none now. */
export async function verifySigned(path: string, ownKey: KeyObject | null): Promise<ExportFinding> {
  const fileName = basename(path)
  const { first, last, items, sha256 } = await readThrough(path)
  const head = headSchema.safeParse(parse(first))
  if (!head.success) return { fileName, verdict: 'not-an-export', exportedAtMs: null, count: null, keyPrint: null }
  const exportedAtMs = Date.parse(head.data.exportedAt)
  const seal = sealSchema.safeParse(parse(last))
  if (!seal.success) return { fileName, verdict: 'incomplete', exportedAtMs, count: null, keyPrint: null }
  const { publicKey, signature, count } = seal.data
  const finding = { fileName, exportedAtMs, count, keyPrint: keyPrint(publicKey) }
  const isWhole = count === items && seal.data.sha256 === sha256.toString('hex') && isSigned(sha256, signature, publicKey)
  if (!isWhole) return { ...finding, verdict: 'changed' }
  return { ...finding, verdict: ownKey !== null && publicPem(ownKey) === publicKey ? 'genuine' : 'other-desk' }
}

function isSigned(sha256: Buffer, signature: string, publicKey: string): boolean {
  try {
    return verify(null, sha256, createPublicKey(publicKey), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The hash is over all bytes before the last line, whatever they are. */
async function readThrough(path: string) {
  const digest = createHash('sha256')
  const file = await open(path)
  try {
    let [first, held, lines]: [string | null, Buffer, number] = [null, Buffer.alloc(0), 0]
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      held = Buffer.concat([held, chunk as Buffer])
      // The last line is kept back: it may be the seal.
      for (let end = held.indexOf(10); end !== -1 && end < held.length - 1; end = held.indexOf(10)) {
        const line = held.subarray(0, end + 1)
        first ??= line.toString('utf8')
        lines += 1
        digest.update(line)
        held = held.subarray(end + 1)
      }
      if (held.length > longestLine) break
    }
    return { first: first ?? '', last: held.toString('utf8'), items: lines - 1, sha256: digest.digest() }
  } finally {
    await file.close()
  }
}
