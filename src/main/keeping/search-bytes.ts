import { open } from 'node:fs/promises'
import { writtenAs } from '../store/identity.ts'

const chunkBytes = 256 * 1024

export interface ByteFinding {
  readonly searchedBytes: number
  /** Places in which one of the texts begins. */
  readonly found: number
}

/** Looks for texts in files byte by byte: in UTF-8, as JSON and addresses write them, in any case. Files that are not there are passed over. */
export async function searchBytes(paths: readonly string[], texts: readonly string[]): Promise<ByteFinding> {
  const needles = needlesOf(texts)
  let [searchedBytes, found] = [0, 0]
  for (const path of paths) {
    const finding = await searchFile(path, needles)
    searchedBytes += finding.searchedBytes
    found += finding.found
  }
  return { searchedBytes, found }
}

async function searchFile(path: string, needles: readonly string[]): Promise<ByteFinding> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (file === null) return { searchedBytes: 0, found: 0 }
  const overlap = Math.max(0, ...needles.map(({ length }) => length)) - 1
  let [at, found] = [0, 0]
  let before = ''
  try {
    for (const buffer = Buffer.alloc(chunkBytes); ;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, at)
      if (bytesRead === 0) return { searchedBytes: at, found }
      const text = before + foldBytes(buffer.subarray(0, bytesRead))
      for (const needle of needles) found += count(text, needle, before.length)
      at += bytesRead
      before = overlap > 0 ? text.slice(-overlap) : ''
    }
  } finally {
    await file.close()
  }
}

/** Only those that end in what is new: what ends before was counted with the chunk before. */
function count(text: string, needle: string, seen: number): number {
  let found = 0
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) if (at + needle.length > seen) found += 1
  return found
}

/** One character a byte, so that case can be left out of account; beyond ASCII by the needles, which come in every case. */
function foldBytes(bytes: Buffer): string {
  return bytes.toString('latin1').toLowerCase()
}

function needlesOf(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(writtenAs).map((text) => foldBytes(Buffer.from(text))))].filter((needle) => needle !== '')
}
