import { Decrypter } from 'age-encryption'
import Database from 'better-sqlite3'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary.ts'
import { backUp, everything, openOffice, outcome, passphrase, postBooking, secret } from './office.ts'

test('a backup is one moment of the store while deliveries come in, and holds each that was acknowledged before it began', async () => {
  const office = await openOffice()
  const { desk, url } = office.running()
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  const before = await Promise.all(Array.from({ length: 20 }, () => postBooking(url)))
  const load = { isOver: false }
  const during: number[] = []
  const senders = Array.from({ length: 4 }, async () => {
    while (!load.isOver) during.push(await postBooking(url))
  })
  const name = await backUp(desk).finally(() => (load.isOver = true))
  await Promise.all(senders)
  expect(new Set([...before, ...during])).toEqual(new Set([200]))

  const copy = new Database(join(office.dataDir, name), { readonly: true })
  const count = (table: string) => copy.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n
  const { seq, deliveries } = copy
    .prepare<[], { seq: number; deliveries: number }>("SELECT max(seq) AS seq, sum(kind = 'delivery') AS deliveries FROM chain")
    .get()!
  const held = { seq, deliveries, rows: count('deliveries'), integrity: copy.pragma('integrity_check', { simple: true }) }
  copy.close()
  const live = new Database(office.path, { readonly: true })
  const run = live.prepare<[], { recorded: string }>("SELECT recorded FROM backup_runs WHERE outcome = 'done'").get()!
  live.close()
  const recorded = JSON.parse(run.recorded) as { counts: Record<string, number>; head: { seq: number } }
  expect(held).toEqual({ seq: recorded.head.seq, deliveries: held.rows, rows: recorded.counts.deliveries, integrity: 'ok' })
  expect(held.rows).toBeGreaterThanOrEqual(20)
  expect(held.rows).toBeLessThanOrEqual(20 + during.length)
  await outcome(desk.backups.rehearse({ name, passphrase: null }))
})

test('with a passphrase it is an age file that anybody can open with it, and nothing of it is left in the clear', async () => {
  const office = await openOffice()
  const { desk } = office.running()
  await desk.samples.run()
  await desk.backups.setPassphrase({ passphrase })
  const name = await backUp(desk)
  expect(name).toMatch(/-hand\.db\.gz\.age$/)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const opened = gunzipSync(await decrypter.decrypt(readFileSync(join(office.dataDir, name))))
  const copy = join(temporaryFolder(), 'opened.db')
  writeFileSync(copy, opened)
  expect(everything(copy).deliveries).toEqual(everything(office.path).deliveries)
  expect(everything(copy).deliveries).toHaveLength(60)
  const inTheClear = readdirSync(office.dataDir, { withFileTypes: true })
    .filter((file) => file.isFile() && readFileSync(join(office.dataDir, file.name)).includes('SQLite format 3'))
    .map((file) => file.name)
  expect(inTheClear.filter((file) => !file.endsWith('-wal'))).toEqual(['deskbell.db'])
  expect(readFileSync(office.path).includes(passphrase)).toBe(false)
  expect(readFileSync(`${office.path}-wal`).includes(passphrase.slice(-4))).toBe(false)
})

test.skipIf(process.platform === 'win32')('only its owner can read it, encrypted or not', async () => {
  const office = await openOffice()
  const { desk } = office.running()
  const plain = await backUp(desk)
  await desk.backups.setPassphrase({ passphrase })
  const sealed = await backUp(desk)
  expect([plain, sealed].map((name) => statSync(join(office.dataDir, name)).mode & 0o777)).toEqual([0o600, 0o600])
})
