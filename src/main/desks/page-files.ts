import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findAsset, appOrigin } from '../shell/assets.ts'

export interface PageFile {
  readonly bytes: Buffer
  readonly contentType: string
}

/** The window's page, as it was built. */
export interface PageFiles {
  /** Null: it was not built. */
  index(): Promise<string | null>
  /** @param name of a file in its folder `assets`. Null: there is none. */
  asset(name: string): Promise<PageFile | null>
}

/** @param root the folder with `index.html`, which may lie within the packaged app; null: there is none. */
export function createPageFiles(root: string | null): PageFiles {
  if (root === null) return { index: async () => null, asset: async () => null }
  const assets = join(root, 'assets')
  let names: Promise<ReadonlySet<string>> | null = null

  /** Only what is known by its name is read: no path is made of what somebody asks for. */
  function known(): Promise<ReadonlySet<string>> {
    names ??= readdir(assets).then(
      (found) => new Set(found),
      () => new Set<string>(),
    )
    return names
  }

  return {
    index: () => readFile(join(root, 'index.html'), 'utf8').catch(() => null),
    async asset(name) {
      if (!(await known()).has(name)) return null
      const found = findAsset(root, `${appOrigin}/assets/${encodeURIComponent(name)}`)
      if (found === null) return null
      return { bytes: await readFile(found.file), contentType: found.contentType }
    },
  }
}
