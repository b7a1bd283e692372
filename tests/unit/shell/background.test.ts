import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { NativeNotice, Presence } from '../../../src/main/desk/shell.ts'
import { createBackground } from '../../../src/main/shell/background.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const presence: Presence = {
  staysInBackground: true,
  line: 'Receiving on 127.0.0.1:7420',
  open: 'Open Deskbell',
  quit: 'Quit Deskbell',
  firstTime: { title: 'Deskbell goes on receiving', body: 'It is in the background.' },
}

function backgroundIn({ isHidden = false, folder = temporaryFolder() }: { readonly isHidden?: boolean; readonly folder?: string } = {}) {
  const seen = { tray: null as Presence | null, told: [] as NativeNotice[], quits: 0 }
  const background = createBackground({
    tray: { show: (shown) => void (seen.tray = shown), remove: () => void (seen.tray = null) },
    toldFile: join(folder, 'background-told'),
    isHidden,
    notify: async (notice) => void seen.told.push(notice),
    quit: () => void (seen.quits += 1),
  })
  return { background, seen, folder }
}

test('the last window’s end leaves Deskbell in the tray, and the first time that is said', () => {
  const { background, seen, folder } = backgroundIn()
  background.show(presence)
  background.allClosed()
  background.allClosed()
  expect(seen).toEqual({ tray: presence, told: [{ ...presence.firstTime, appointmentId: null }], quits: 0 })
  // Nor in the next run.
  const next = backgroundIn({ folder })
  next.background.show(presence)
  next.background.allClosed()
  expect(next.seen).toMatchObject({ told: [], quits: 0 })
})

test('where the office wants it so, the last window’s end is Deskbell’s, and there is nothing in the tray', () => {
  const { background, seen } = backgroundIn()
  background.show(presence)
  background.show({ ...presence, staysInBackground: false })
  background.allClosed()
  expect(seen).toEqual({ tray: null, told: [], quits: 1 })
})

test('a desk that could not open its store says nothing, and ends with its window', () => {
  const { background, seen } = backgroundIn()
  background.allClosed()
  expect(seen).toEqual({ tray: null, told: [], quits: 1 })
})

test('started without a window it goes on in any case, without a word', () => {
  const { background, seen } = backgroundIn({ isHidden: true })
  background.allClosed()
  background.show({ ...presence, staysInBackground: false })
  background.allClosed()
  expect(seen).toMatchObject({ tray: { staysInBackground: false }, told: [], quits: 0 })
})
