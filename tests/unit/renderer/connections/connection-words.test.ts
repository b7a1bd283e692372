import { expect, test } from 'vitest'
import { refusalSentence } from '../../../../src/renderer/connections/connection-words.ts'
import type { ConnectRefusal } from '../../../../src/shared/contract/connections.ts'
import { connectRefusals } from '../../../../src/shared/contract/connections.ts'

const refused = (reason: ConnectRefusal, status: number | null) => ({ code: 'REFUSED', data: { reason, status } })

test('every refusal has a sentence of its own, which names the provider and leaves no gap open', () => {
  const sentences = connectRefusals.map((reason) => refusalSentence(refused(reason, 400), 'cal-com'))
  expect(new Set(sentences).size).toBe(connectRefusals.length)
  expect(sentences.filter((sentence) => !sentence.includes('Cal.com') || /\{\{|connections\./u.test(sentence))).toEqual([])
})

test('an error of the provider’s is told with its status, and without one as an answer that nobody understands', () => {
  expect([
    refusalSentence(refused('failed', 502), 'calendly'),
    refusalSentence(refused('failed', null), 'smart-scheduler'),
    refusalSentence({ code: 'VAULT' }, 'calendly'),
  ]).toEqual([
    'Calendly answered with an error (502). Try again in a few minutes.',
    "Smart-Scheduler's answer could not be understood. Check the address, or try again in a few minutes.",
    'There is no place to keep it yet. Choose one in the line above the page, then try again.',
  ])
})

test('a member’s token that may not read the whole organisation is told so', () => {
  expect([
    refusalSentence(refused('forbidden', 403), 'calendly', 'organization'),
    refusalSentence(refused('forbidden', 403), 'calendly', 'user'),
  ]).toEqual([
    "Calendly knows it, but it may not read the whole organisation's bookings. Use an owner's or admin's, or follow your own only.",
    'Calendly knows it, but it may not read the bookings. Make one there that may.',
  ])
})

test('what is no refusal says what it is', () => {
  expect(refusalSentence(new Error('The desk is gone.'), 'calendly')).toBe('The desk is gone.')
})
