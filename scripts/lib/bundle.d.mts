/** @param options.entries file by the name of its bundle. @param options.outDir relative to the project's root, or absolute. */
export function bundleForNode(options: {
  readonly entries: Readonly<Record<string, string>>
  readonly outDir: string
  withPackages?: boolean
}): Promise<void>
