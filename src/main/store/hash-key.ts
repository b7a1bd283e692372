import { hash } from 'node:crypto'

/**
 * 16 bytes that stand for several texts in an index. What providers tell things apart by is some hundred characters of addresses, and an
 * index of those would be as large as the rows; two that collide are less likely than a disk that lies.
 */
export function hashKey(...parts: readonly string[]): Buffer {
  return hash('sha256', parts.join('\n'), 'buffer').subarray(0, 16)
}
