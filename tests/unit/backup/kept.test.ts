import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backupsToRemove } from '../../../src/main/backup/retention.ts'
import { isDue, nextBackupMs } from '../../../src/main/backup/schedule.ts'
import { backupName, readBackupName, setAsidePath } from '../../../src/main/store/backup-files.ts'
import type { BackupFile, BackupKind } from '../../../src/main/store/backup-files.ts'
import { NOON } from '../../support/temporary.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const file = (kind: BackupKind, ageDays: number): BackupFile => {
  const madeAtMs = NOON - ageDays * dayMs
  const name = kind === 'scheduled' || kind === 'hand' ? backupName(madeAtMs, kind, false) : `${kind}-${ageDays}`
  return { name, folder: '/', path: `/${name}`, kind, madeAtMs, bytes: 1, isEncrypted: false }
}
const all = (files: readonly BackupFile[]) => new Set(files.map(({ name }) => name))

describe('which backups go', () => {
  test('the oldest beyond those that are kept, whoever asked for them', () => {
    const files = [file('hand', 0), file('scheduled', 1), file('hand', 2), file('scheduled', 3)]
    const removed = backupsToRemove(files, { keep: 2, nowMs: NOON, made: all(files), rehearsed: null })
    expect(removed).toEqual(files.slice(2))
  })

  test('not the last that was found good, nor what was set aside, nor those of another desk in the same folder', () => {
    const files = [file('hand', 0), file('scheduled', 1), file('scheduled', 2), file('set-aside', 90), file('scheduled', 3)]
    const made = all(files.slice(0, 4))
    expect(backupsToRemove(files, { keep: 1, nowMs: NOON, made, rehearsed: files[1]!.name })).toEqual([files[2]])
  })

  test('those made before a migration after thirty days, once there is a younger one of another kind', () => {
    const files = [file('update', 29), file('update', 31)]
    const keeping = { keep: 1, nowMs: NOON, made: new Set<string>(), rehearsed: null }
    expect(backupsToRemove(files, keeping)).toEqual([])
    const made = file('scheduled', 0)
    expect(backupsToRemove([made, ...files], { ...keeping, made: all([made]) })).toEqual([files[1]])
  })

  test('never the youngest, nor one that must stay, whatever is there', () => {
    const some = fc.array(
      fc.tuple(fc.constantFrom<BackupKind[]>('scheduled', 'hand', 'update', 'set-aside'), fc.integer({ min: 0, max: 400 })),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 12 }), (kinds, keep) => {
        const files = kinds.map(([kind, age]) => file(kind, age))
        const usual = files.filter(({ kind }) => kind === 'scheduled' || kind === 'hand')
        const removed = backupsToRemove(files, { keep, nowMs: NOON, made: all(files), rehearsed: null })
        const youngest = Math.max(...usual.map(({ madeAtMs }) => madeAtMs))
        expect(removed.filter(({ kind }) => kind === 'set-aside')).toEqual([])
        expect(removed.filter(({ kind, madeAtMs }) => kind === 'update' && NOON - madeAtMs <= 30 * dayMs)).toEqual([])
        expect(usual.filter((each) => !removed.includes(each))).toHaveLength(Math.min(keep, usual.length))
        expect(usual.length === 0 || usual.some((each) => each.madeAtMs === youngest && !removed.includes(each))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('when the next one is due', () => {
  const history = { lastDoneMs: null, lastFailedMs: null, begunMs: NOON }
  test.each([
    ['the first, so long after the store was begun', history, NOON + 24 * hourMs],
    ['so long after the last', { ...history, lastDoneMs: NOON - hourMs }, NOON + 23 * hourMs],
    [
      'half an hour after one that failed',
      { ...history, lastDoneMs: NOON - 30 * hourMs, lastFailedMs: NOON - hourMs / 4 },
      NOON + hourMs / 4,
    ],
    ['at once, when the clock was set back behind the last', { ...history, lastDoneMs: NOON + 900 * hourMs }, NOON],
  ])('%s', (_what, known, expected) => {
    expect(nextBackupMs(known, 24, NOON)).toBe(expected)
    expect(isDue(known, 24, NOON)).toBe(expected <= NOON)
  })
})

test('a name tells what it is, and names of others tell nothing', () => {
  expect(readBackupName(backupName(NOON, 'scheduled', true))).toEqual({ kind: 'scheduled', madeAtMs: NOON, isEncrypted: true })
  expect(readBackupName(setAsidePath('deskbell.db', NOON))).toEqual({ kind: 'set-aside', madeAtMs: NOON, isEncrypted: false })
  expect(readBackupName(`deskbell.db.before-0002-${NOON}.backup`)).toEqual({ kind: 'update', madeAtMs: NOON, isEncrypted: false })
  const others = [
    'deskbell.db',
    'deskbell-backup-20241121T123000000Z-hand.db.part',
    'deskbell-backup-20249921T123000000Z-hand.db',
    'notes.age',
  ]
  expect(others.map(readBackupName)).toEqual([null, null, null, null])
})
