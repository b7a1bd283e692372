import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** What a release may not do; electron-builder sets these and the packaged file is read back afterwards. */
export const releaseFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Electron checks the archive's hash on macOS and Windows only.
  enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

const capitalized = (name) => name[0].toUpperCase() + name.slice(1)

/** @returns one line per fuse as the executable says it, each with whether it is what it should be */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(releaseFuses).map(([name, wanted]) => {
    const state = wire[FuseV1Options[capitalized(name)]]
    const right = state === (wanted ? FuseState.ENABLE : FuseState.DISABLE)
    return { line: `${right ? '✓' : '✗'} ${capitalized(name).padEnd(38)} ${FuseState[state] ?? 'absent'}`, right }
  })
}
