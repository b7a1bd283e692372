import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acceptedSentence, refusedSentence, staleSentence } from '../../../../src/main/ingest/sentences.ts'
import { schemes } from '../../../../src/main/signatures/index.ts'
import { deliverySentence } from '../../../../src/renderer/log/delivery-sentence.ts'
import { setLanguage } from '../../../../src/renderer/ui/t.tsx'
import type { Delivery } from '../../../../src/shared/delivery.ts'
import { changeKinds } from '../../../../src/shared/words.ts'

const accepted: Delivery = {
  id: 2,
  provider: 'calendly',
  receivedAtMs: 0,
  providerEvent: 'invitee.created',
  verdict: 'accepted',
  reason: null,
  httpStatus: 200,
  aboutName: null,
  aboutStartMs: null,
  bodySize: 2,
  durationUs: 1,
  origin: 'real',
  method: 'POST',
  path: '/',
  headers: [],
  bodyText: '{}',
  bodyBase64: null,
  bodyTruncated: false,
  bodySha256: '',
  sentence: 'A new appointment.',
  issues: [],
  verification: { scheme: 'calendly-v1', key: 'current', skewSeconds: 0, failure: null },
  duplicateOf: null,
  remoteAddress: null,
  editedFrom: null,
  isEdited: false,
  isDealtWith: false,
  duplicates: 0,
  changes: [],
}
const change = (kind: string): Delivery['changes'][number] => ({ appointmentId: 1, label: 'Jane Doe', kind, before: {}, after: {} })
const refused = (failure: string, skewSeconds: number | null = null): Delivery => ({
  ...accepted,
  verdict: 'rejected',
  reason: 'signature',
  verification: { scheme: 'calendly-v1', key: null, skewSeconds, failure },
})

const throughChannel = (verdict: Delivery['verdict'], failure: string | null): Delivery => ({
  ...accepted,
  provider: 'google-calendar',
  verdict,
  verification: { scheme: 'google-channel-token', key: null, skewSeconds: null, failure },
})

afterEach(() => setLanguage('en'))

test('in English the kept sentence stands, with every detail', () => {
  expect(deliverySentence({ ...accepted, sentence: 'As it was then: 42.' })).toBe('As it was then: 42.')
})

describe('in German', () => {
  beforeEach(() => setLanguage('de'))

  test.each<[string, Delivery, string]>([
    [
      'what it changed',
      { ...accepted, changes: [change('created'), change('created'), change('paid')] },
      'Ein neuer Termin. Der Termin wurde bezahlt.',
    ],
    ['a form', { ...accepted, changes: [change('lead')] }, 'Jemand hat ein Formular ausgefüllt, ohne zu buchen.'],
    [
      'a duplicate',
      { ...accepted, verdict: 'duplicate', duplicateOf: 1 },
      'Dieselbe Zustellung kam schon einmal, als Nummer 1. Nichts geschah doppelt.',
    ],
    [
      "Google's news",
      throughChannel('accepted', null),
      'Google meldet, dass in einem Kalender etwas neu ist, und nicht was. Der Kalender wird gelesen; was sich dadurch geändert hat, steht unten.',
    ],
    ["Google's first message", throughChannel('ignored', null), 'Google meldet, dass ein Kanal funktioniert. Es ist nichts zu tun.'],
    [
      'a channel that nobody knows',
      throughChannel('rejected', 'mismatch'),
      'Sie nennt einen Kanal, der hier nicht oder nicht mehr angemeldet ist, oder ein anderes Token. Deshalb wurde sie nicht angenommen.',
    ],
    [
      'an event of no concern',
      { ...accepted, verdict: 'ignored', providerEvent: 'PING' },
      'Echt. Auf „PING“ reagiert Deskbell nicht, deshalb wurde sie nur aufbewahrt.',
    ],
    [
      'a wrong signature',
      refused('mismatch'),
      'Die Signatur entstand mit einem anderen Geheimnis, oder der Inhalt wurde unterwegs verändert.',
    ],
    [
      'a clock that is behind',
      refused('too-old', -600),
      'Die Uhr des Absenders geht gegen unsere 10 min nach, mehr als erlaubt. Zu prüfen sind beide Uhren, oder ob etwas die Zustellung aufgehalten hat.',
    ],
    ['what it does not know', { ...accepted, changes: [change('levitated')], sentence: 'As it was.' }, 'As it was.'],
  ])('%s is told from the facts', (_name, delivery, sentence) => {
    expect(deliverySentence(delivery)).toBe(sentence)
  })
})

test('the words for what became of a delivery are those that the desk keeps', () => {
  setLanguage('de')
  const german = changeKinds.map((kind) => deliverySentence({ ...accepted, changes: [change(kind)] }))
  expect(german.filter((sentence) => sentence === accepted.sentence)).toEqual([])
  expect(new Set(changeKinds.map((kind) => acceptedSentence([kind]))).size).toBe(new Set(german).size)
  const kept = refusedSentence('calendly', schemes['calendly-v1'], 'mismatch', null)
  expect(deliverySentence({ ...refused('mismatch'), sentence: kept })).not.toBe(kept)
  expect(deliverySentence({ ...accepted, verdict: 'stale', sentence: staleSentence })).not.toBe(staleSentence)
})
