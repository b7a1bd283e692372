import { expect, test } from 'vitest'
import { composePresence } from '../../../src/main/health/presence.ts'
import type { ReceiverState } from '../../../src/main/desk/listening.ts'

const lineOf = (receiver: ReceiverState, alerts = 0, language: 'en' | 'de' = 'en'): string =>
  composePresence({ language, staysInBackground: true }, { receiver, alerts, systemLocale: 'en-GB' }).line

test.each([
  [{ state: 'listening', address: '::1', port: 7420 }, 'Receiving on [::1]:7420'],
  [{ state: 'starting' }, 'Starting to receive'],
  [{ state: 'port-taken', address: '127.0.0.1', port: 7420 }, 'Not receiving: port 7420 cannot be used'],
] satisfies [ReceiverState, string][])('the tray tells of %o: %s', (receiver, line) => {
  expect(lineOf(receiver)).toBe(line)
})

test('the tray counts what is the matter, in the office’s language', () => {
  const receiver: ReceiverState = { state: 'listening', address: '127.0.0.1', port: 7420 }
  expect(lineOf(receiver, 1)).toBe('Receiving on 127.0.0.1:7420 · 1 alert')
  expect(lineOf(receiver, 3, 'de')).toBe('Empfängt auf 127.0.0.1:7420 · 3 Warnungen')
})
