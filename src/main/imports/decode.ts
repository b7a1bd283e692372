import type { ImportEncoding, UnreadableFile } from '../../shared/import-words.ts'

/** A whole file cannot be read. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError'
  readonly reason: UnreadableFile

  constructor(reason: UnreadableFile, options?: ErrorOptions) {
    super(`the file cannot be read: ${reason}`, options)
    this.reason = reason
  }
}

/**
 * The text of a file, without a byte order mark.
 *
 * @param given null: as the bytes show. What is no UTF-8 and has no mark is Windows-1252, which spreadsheet programs of Western Europe write.
 * @throws UnreadableFileError `empty`, `workbook` or `binary`
 */
export function decode(bytes: Buffer, given: ImportEncoding | null): { readonly encoding: ImportEncoding; readonly text: string } {
  if (bytes.length === 0) throw new UnreadableFileError('empty')
  if (isWorkbook(bytes)) throw new UnreadableFileError('workbook')
  const encoding = given ?? encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0')) throw new UnreadableFileError('binary')
  if (text.trim() === '') throw new UnreadableFileError('empty')
  return { encoding, text }
}

/** A zip, as newer spreadsheet programs write, or the container of older ones. */
function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1')) || bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))
}

function encodingOf(bytes: Buffer): ImportEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const unmarked = unmarkedUtf16(bytes)
  if (unmarked !== null) return unmarked
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Of Western text every second byte is nought; anything else with noughts is no text. */
function unmarkedUtf16(bytes: Buffer): ImportEncoding | null {
  const head = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), 2000))
  if (head.length < 4 || !head.includes(0)) return null
  const noughts = (first: 0 | 1): number => {
    let count = 0
    for (let at = first; at < head.length; at += 2) if (head[at] === 0) count += 1
    return count / (head.length / 2)
  }
  const [even, odd] = [noughts(0), noughts(1)]
  if (odd > 0.7 && even < 0.05) return 'utf-16le'
  return even > 0.7 && odd < 0.05 ? 'utf-16be' : null
}
