import { open, readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import type { Vault } from '../vault/vault.ts'

const point = z.tuple([z.number().int(), z.string()])
const anchorSchema = z.strictObject({
  store: z.string(),
  seq: z.number().int(),
  hash: z.string(),
  atMs: z.number(),
  /** True: the desk was closed then, and nothing can follow until it is opened again. */
  isClosed: z.boolean(),
  /** Earlier entries with their hashes, ever farther apart: they tell from where on the chain was written anew. */
  points: z.array(point),
  /** A backup is about to take the place of the file: the entry it ends with. */
  expects: point.nullable(),
})

/** The newest entry of the chain, told outside of the file that it is in. Hashes in hexadecimal digits. */
export type Anchor = z.infer<typeof anchorSchema>

export type FoundAnchor =
  | { readonly kind: 'anchor'; readonly anchor: Anchor }
  | { readonly kind: 'missing' }
  /** The vault waits for its key. */
  | { readonly kind: 'locked' }
  /** Sealed with another key than the one that is here. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'changed' }

const about = 'anchor'
const fileSchema = z.strictObject({ format: z.literal('deskbell-anchor'), backend: z.string(), sealed: z.base64() })

export async function readAnchor(path: string, vault: Pick<Vault, 'unseal' | 'status'>): Promise<FoundAnchor> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return { kind: 'missing' }
  }
  const { state, backend } = vault.status()
  const file = parse(fileSchema, text)
  if (file === null) return { kind: 'changed' }
  if (state !== 'ready') return { kind: 'locked' }
  const opened = await vault.unseal({ backend: file.backend, sealed: Buffer.from(file.sealed, 'base64') }, about)
  const anchor = opened === null ? null : parse(anchorSchema, opened)
  if (anchor !== null) return { kind: 'anchor', anchor }
  return { kind: file.backend === backend ? 'changed' : 'foreign' }
}

function parse<Output>(schema: z.ZodType<Output>, text: string): Output | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Durable on return: half an anchor would look as if somebody had changed it. @returns false: there is no place to keep it. */
export async function writeAnchor(path: string, vault: Pick<Vault, 'seal'>, anchor: Anchor): Promise<boolean> {
  const sealed = await vault.seal(JSON.stringify(anchor), about)
  if (sealed === null) return false
  const file: z.infer<typeof fileSchema> = {
    format: 'deskbell-anchor',
    backend: sealed.backend,
    sealed: Buffer.from(sealed.sealed).toString('base64'),
  }
  await writeDurably(path, JSON.stringify(file))
  return true
}

/** Under another name first: there is the old file, or the whole new one. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
}

/** The points that a new anchor keeps of the one before: about one for each doubling of the distance to the newest entry. */
export function thinOut(points: Anchor['points'], head: number): Anchor['points'] {
  const kept: Anchor['points'] = []
  let last = 0
  for (const [seq, hash] of points.toSorted(([one], [other]) => other - one)) {
    const distance = head - seq
    if (distance < Math.max(1, last * 1.5)) continue
    kept.push([seq, hash])
    last = distance
  }
  return kept
}
