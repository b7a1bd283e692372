import { expect, test } from 'vitest'
import { createStepToken, judgeStepToken, readReference, referenceOf, stepLifeMs } from '../../../src/main/booking/tokens.ts'
import { NOON } from '../../support/temporary.ts'

const secret = 'a secret of this desk'
const [booking, another] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)]

test('a token is of one booking, until it ends, and of one desk', () => {
  const token = createStepToken(secret, booking, NOON)
  expect([
    judgeStepToken(secret, token, booking, NOON + stepLifeMs - 1),
    judgeStepToken(secret, token, booking, NOON + stepLifeMs),
    judgeStepToken(secret, token, another, NOON),
    judgeStepToken('a secret of another desk', token, booking, NOON),
    judgeStepToken(secret, `${token}A`, booking, NOON),
    judgeStepToken(secret, referenceOf(secret, booking), booking, NOON),
  ]).toEqual(['valid', 'expired', 'unknown', 'unknown', 'unknown', 'unknown'])
})

test('a reference is one text for one booking, made by this desk for nothing else', () => {
  const reference = referenceOf(secret, booking)
  const others = [`${reference}A`, `${reference}=`, reference.slice(0, -1), createStepToken(secret, booking, NOON), '']
  expect(readReference(secret, reference)).toEqual(booking)
  expect(others.map((text) => readReference(secret, text))).toEqual(others.map(() => null))
  expect(readReference('a secret of another desk', reference)).toBeNull()
})
