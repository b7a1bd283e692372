const bitsOfChunk = 2 ** 15

/** Ids, many and mostly close together: a bit each, so that a million deliveries take 128 KiB. */
export interface IdSet {
  add(id: number): void
  has(id: number): boolean
  delete(id: number): void
  deleteRange(from: number, to: number): void
  /** The lowest ones, in order. */
  first(limit: number): number[]
}

export function createIdSet(): IdSet {
  const chunks = new Map<number, Uint8Array>()

  function bitOf(id: number): { readonly index: number; readonly byte: number; readonly mask: number } {
    const index = Math.floor(id / bitsOfChunk)
    const bit = id - index * bitsOfChunk
    return { index, byte: bit >> 3, mask: 1 << (bit & 7) }
  }

  function remove(id: number): void {
    const { index, byte, mask } = bitOf(id)
    const chunk = chunks.get(index)
    if (chunk) chunk[byte]! &= ~mask
  }

  return {
    add(id) {
      const { index, byte, mask } = bitOf(id)
      let chunk = chunks.get(index)
      if (!chunk) chunks.set(index, (chunk = new Uint8Array(bitsOfChunk / 8)))
      chunk[byte]! |= mask
    },
    has(id) {
      const { index, byte, mask } = bitOf(id)
      return ((chunks.get(index)?.[byte] ?? 0) & mask) !== 0
    },
    delete: remove,
    deleteRange(from, to) {
      // By what is there: the range may be whatever somebody wrote.
      for (const [index, chunk] of chunks) {
        const first = index * bitsOfChunk
        if (from <= first && to >= first + bitsOfChunk - 1) chunk.fill(0)
        else for (let id = Math.max(from, first); id <= Math.min(to, first + bitsOfChunk - 1); id += 1) remove(id)
      }
    },
    first(limit) {
      const found: number[] = []
      for (const index of [...chunks.keys()].toSorted((one, other) => one - other)) {
        for (const [byte, bits] of chunks.get(index)!.entries()) {
          if (bits === 0) continue
          for (let bit = 0; bit < 8; bit += 1) {
            if ((bits & (1 << bit)) === 0) continue
            if (found.length === limit) return found
            found.push(index * bitsOfChunk + byte * 8 + bit)
          }
        }
      }
      return found
    },
  }
}
