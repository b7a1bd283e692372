import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPlace, writePlace } from '../../../src/main/shell/window-bounds.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 0, width: 1280, height: 984 },
]

test.each([
  ['on the first screen', { x: 100, y: 50, width: 1440, height: 900 }],
  ['on the second one', { x: 2000, y: 10, width: 1100, height: 700 }],
  ['hanging out to the left', { x: -1000, y: 50, width: 1440, height: 900 }],
])('a window %s opens there again', (_where, bounds) => {
  const file = join(temporaryFolder(), 'window.json')
  writePlace(file, { bounds, maximized: true })
  expect(readPlace(file, screens)).toEqual({ bounds, maximized: true })
})

test.each([
  ['on a screen that has gone', { x: 3300, y: 0, width: 1440, height: 900 }],
  ['with only a corner left on one', { x: -1400, y: 1000, width: 1440, height: 900 }],
])('a window %s is placed anew', (_where, bounds) => {
  const file = join(temporaryFolder(), 'window.json')
  writePlace(file, { bounds, maximized: false })
  expect(readPlace(file, screens)).toBeNull()
})

test.each(['', 'null', '{}', '{"bounds":{"x":"1"},"maximized":false}', '{"bounds":{"x":1.5,"y":0,"width":9,"height":9},"maximized":true}'])(
  'a file with %s in it is as good as none',
  (content) => {
    const file = join(temporaryFolder(), 'window.json')
    writeFileSync(file, content)
    expect(readPlace(file, screens)).toBeNull()
  },
)
