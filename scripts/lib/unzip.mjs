import { closeSync, mkdirSync, openSync, readSync, writeFileSync, fstatSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

function read(fd, position, length) {
  const buffer = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const got = readSync(fd, buffer, done, length - done, position + done)
    if (got === 0) throw new Error('The zip file ends too early.')
    done += got
  }
  return buffer
}

function* entries(fd) {
  const { size } = fstatSync(fd)
  const tailLength = Math.min(size, 65_557)
  const tail = read(fd, size - tailLength, tailLength)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end--
  if (end < 0) throw new Error('Not a zip file.')
  const directory = read(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry;) {
    const nameLength = directory.readUInt16LE(at + 28)
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      headerAt: directory.readUInt32LE(at + 42),
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
}

/**
 * Unpacks the files for which `target` names a relative path. Enough of the zip format for archives below 4 GB whose
 * hash was checked before; a library would have to be downloaded first, and unpacks everything.
 */
export function unzip(zipFile, directory, target) {
  const fd = openSync(zipFile, 'r')
  try {
    for (const { name, method, packedSize, mode, headerAt } of entries(fd)) {
      const relative = name.endsWith('/') ? undefined : target(name)
      if (relative === undefined) continue
      const path = resolve(join(directory, relative))
      if (!path.startsWith(resolve(directory) + sep)) throw new Error(`The zip file wants to write outside of its directory: ${name}`)
      const header = read(fd, headerAt, 30)
      const packed = read(fd, headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), packedSize)
      if (method !== 0 && method !== 8) throw new Error(`${name} is packed with an unknown method (${method}).`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, method === 8 ? inflateRawSync(packed) : packed, { mode: mode & 0o777 || 0o644 })
    }
  } finally {
    closeSync(fd)
  }
}
