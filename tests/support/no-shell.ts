import type { Shell } from '../../src/main/desk/shell.ts'

/** A desk without Electron around it: nobody sees, prints or opens anything. */
export const noShell: Shell = {
  notify: async () => undefined,
  showNews: async () => undefined,
  openWindow: async () => undefined,
  showPresence: async () => undefined,
  quit: async () => undefined,
  savePdf: async () => Promise.reject(new Error('there is no printer here')),
  reserveFile: async () => Promise.reject(new Error('there is no folder of downloads here')),
  chooseFile: async () => null,
  chooseFolder: async () => null,
  showFile: async () => undefined,
  showInFolder: async () => undefined,
  openExternal: async () => undefined,
}
