import { expect, test } from 'vitest'
import { composeNotice } from '../../../src/main/notices/compose.ts'
import type { Notice } from '../../../src/shared/contract/notices.ts'
import { createTranslator } from '../../../src/shared/messages/translator.ts'
import type { Language } from '../../../src/shared/messages/translator.ts'

const wording = (language: Language, isPrivate = false) => ({
  t: createTranslator(language).t,
  locale: language === 'en' ? 'en-GB' : 'de',
  timeZone: 'Europe/Berlin',
  isPrivate,
})

function aNotice(members: Partial<Notice> = {}): Notice {
  return {
    id: 1,
    atMs: Date.parse('2026-11-20T09:00:00Z'),
    kind: 'booked',
    appointmentId: 7,
    source: 'calendly',
    type: 'consultation',
    clientLabel: 'Jane Doe',
    hostLabel: 'Anna Berg',
    startMs: Date.parse('2026-11-21T13:00:00Z'),
    fromMs: null,
    ...members,
  }
}

test('one thing is told in full', () => {
  expect(composeNotice([aNotice()], wording('en'))).toEqual({
    title: 'New booking',
    body: 'Jane Doe\nSat 21 Nov, 14:00\nAnna Berg',
    appointmentId: 7,
  })
})

test('a move tells from when to when, in the office’s language', () => {
  const moved = aNotice({ kind: 'rescheduled', fromMs: Date.parse('2026-11-20T13:00:00Z'), hostLabel: null })
  expect(composeNotice([moved], wording('de'))).toEqual({
    title: 'Termin verschoben',
    body: 'Jane Doe\nFr., 20. Nov., 14:00 → Sa., 21. Nov., 14:00',
    appointmentId: 7,
  })
})

test('several are told as their number by kind', () => {
  const news = [
    ...Array.from({ length: 12 }, () => aNotice()),
    aNotice({ kind: 'cancelled' }),
    aNotice({ kind: 'cancelled' }),
    aNotice({ kind: 'rescheduled' }),
  ]
  expect(composeNotice(news, wording('en'))).toEqual({
    title: '12 new bookings',
    body: '1 appointment moved\n2 cancellations',
    appointmentId: null,
  })
})

test('a name that is not to be told, or not known, is nobody’s', () => {
  expect(composeNotice([aNotice()], wording('en', true)).body).toMatch(/^A client\n/)
  expect(composeNotice([aNotice({ clientLabel: null })], wording('de')).body).toMatch(/^Klientin oder Klient\n/)
})
