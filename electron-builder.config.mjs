import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { releaseFuses } from './scripts/lib/fuses.mjs'

// Set by scripts/package.mjs; without them electron-builder takes the electron package's version and downloads it.
const { DESKBELL_ELECTRON_DIST, DESKBELL_ELECTRON_VERSION, DESKBELL_COMPILED_SQLITE } = process.env

const sqlite = 'node_modules/better-sqlite3'
const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
const shippedBinary = `${musl ? 'linuxmusl' : process.platform}-${process.arch}.node`

export default {
  appId: 'app.deskbell.desktop',
  productName: 'Deskbell',
  directories: { output: 'dist', buildResources: 'resources' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    '!**/*.map',
    // One native binary, the one for this platform; its sources and everyone else's binaries stay behind.
    '!node_modules/node-addon-api/**',
    `!${sqlite}/{deps,src,binding.gyp,.probed}`,
    `!${sqlite}/{deps,src}/**`,
    `!${sqlite}/build/**`,
    `!${sqlite}/prebuilds/**`,
    DESKBELL_COMPILED_SQLITE === '1' ? `${sqlite}/build/Release/better_sqlite3.node` : `${sqlite}/prebuilds/${shippedBinary}`,
  ],
  asar: true,
  // It would go online, and it deletes the binary that is there.
  npmRebuild: false,
  ...(DESKBELL_ELECTRON_DIST ? { electronDist: DESKBELL_ELECTRON_DIST } : {}),
  ...(DESKBELL_ELECTRON_VERSION ? { electronVersion: DESKBELL_ELECTRON_VERSION } : {}),
  electronFuses: { ...releaseFuses, resetAdHocDarwinSignature: process.platform === 'darwin' },
  // What Electron runs when it finds no app has no place in a release.
  afterPack: ({ appOutDir, packager }) => rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),
  electronLanguages: ['en', 'en-US'],
  publish: null,
  linux: { target: ['AppImage', 'deb'], category: 'Office', executableName: 'deskbell', maintainer: 'Deskbell' },
  mac: { target: ['dmg', 'zip'], category: 'public.app-category.business', hardenedRuntime: true },
  win: { target: ['nsis'] },
}
