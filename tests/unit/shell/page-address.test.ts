import { expect, test } from 'vitest'
import { appointmentFragment, appointmentOf } from '../../../src/shared/page-address.ts'

test('an appointment goes through the address and back', () => {
  expect(appointmentOf(appointmentFragment(42))).toBe(42)
})

test.each(['', '#', '#appointment-', '#appointment--1', '#appointment-1x', '#appointment-1;alert(1)', '#log'])(
  '%j asks for none',
  (fragment) => {
    expect(appointmentOf(fragment)).toBeNull()
  },
)
