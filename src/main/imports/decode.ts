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
 * @throws UnreadableFileError `empty`, `workbook`, `archive` or `binary`
 */
export function decode(bytes: Buffer, given: ImportEncoding | null): { readonly encoding: ImportEncoding; readonly text: string } {
  if (bytes.length === 0) throw new UnreadableFileError('empty')
  if (isWorkbook(bytes)) throw new UnreadableFileError('workbook')
  if (isZip(bytes)) throw new UnreadableFileError('archive')
  const encoding = given ?? encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0')) throw new UnreadableFileError('binary')
  if (text.trim() === '') throw new UnreadableFileError('empty')
  return { encoding, text }
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).equals(Buffer.from('PK')) && bytes[2]! < 9 && bytes[3]! < 9

/** A zip with what newer spreadsheet programs put first, or the container of older ones. */
function isWorkbook(bytes: Buffer): boolean {
  if (bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) return true
  return isZip(bytes) && /\[Content_Types\]\.xml|xl\/|_rels\/|docProps\/|opendocument/u.test(bytes.subarray(0, 200).toString('latin1'))
}

function encodingOf(bytes: Buffer): ImportEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Whatever else is in it: one byte that went wrong on the way costs one letter, and not every umlaut.
  if (bytes.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex'))) return 'utf-8'
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
