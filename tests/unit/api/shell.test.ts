import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ShellError } from '../../../src/main/desk/shell.ts'
import type { PdfOrder } from '../../../src/main/desk/shell.ts'
import { noShell } from '../../support/no-shell.ts'
import { startTestDesk } from '../desk/test-desk.ts'

const sheet = { name: 'Day', paper: 'A4', landscape: true } as const
const callFailing = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error)

test('a PDF is ordered for the window that asks, and its place is answered', async () => {
  const orders: PdfOrder[] = []
  const savePdf = async (order: PdfOrder): Promise<string> => {
    orders.push(order)
    return join('Downloads', 'Day (2).pdf')
  }
  const { desk } = await startTestDesk({ shell: { ...noShell, savePdf } })
  expect(await desk.shell.savePdf(sheet)).toEqual({ path: join('Downloads', 'Day (2).pdf'), fileName: 'Day (2).pdf' })
  expect(orders).toEqual([{ ...sheet, windowId: 1 }])
})

test('why the shell could not do it reaches the window', async () => {
  const full = async (): Promise<never> => Promise.reject(new ShellError('disk-full'))
  const gone = async (): Promise<never> => Promise.reject(new ShellError('gone'))
  const { desk } = await startTestDesk({ shell: { ...noShell, savePdf: full, showFile: gone } })
  expect(await callFailing(desk.shell.savePdf(sheet))).toMatchObject({ code: 'FAILED', data: { reason: 'disk-full' } })
  expect(await callFailing(desk.shell.showFile({ path: 'Day.pdf' }))).toMatchObject({ code: 'FAILED', data: { reason: 'gone' } })
})

test('a name without a letter is refused before anything is printed', async () => {
  const { desk } = await startTestDesk()
  expect(await callFailing(desk.shell.savePdf({ ...sheet, name: '  ' }))).toMatchObject({ code: 'BAD_REQUEST' })
})
