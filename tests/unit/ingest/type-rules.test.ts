import { describe, expect, test } from 'vitest'
import { appointmentTypeOf } from '../../../src/main/ingest/type-rules.ts'
import { defaultTypeRules, type TypeRule } from '../../../src/shared/settings.ts'

const words = (providerType: string | null, providerTypeSlug: string | null = null) => ({ providerType, providerTypeSlug })

describe('the type of an appointment', () => {
  test.each([
    ['calendly', words('Initial Consultation'), 'consultation'],
    ['smart-scheduler', words('initial_consultation'), 'consultation'],
    ['cal-com', words('Talk', 'talent-interview'), 'interview'],
    ['cal-com', words('Strategy Session'), 'strategy_session'],
    ['healthcare', words('Initial consultation'), 'visit'],
    ['calendly', words('30 Minute Meeting'), 'meeting'],
    ['calendly', words(null), 'meeting'],
  ] as const)('the rules that come with Deskbell make %s %o a %s', (source, said, type) => {
    expect(appointmentTypeOf(defaultTypeRules, source, said)).toBe(type)
  })

  test('the first rule that fits wins, whatever its case, and only for its provider and field', () => {
    const rules: TypeRule[] = [
      { provider: 'cal-com', field: 'name', match: 'contains', pattern: 'INTRO', type: 'visit' },
      { provider: null, field: 'slug', match: 'equals', pattern: 'intro', type: 'interview' },
      { provider: null, field: 'name', match: 'contains', pattern: 'intro', type: 'consultation' },
    ]
    const types = [
      appointmentTypeOf(rules, 'cal-com', words('An intro', 'intro')),
      appointmentTypeOf(rules, 'calendly', words('An intro', 'Intro')),
      appointmentTypeOf(rules, 'calendly', words('An intro', 'introduction')),
      appointmentTypeOf(rules, 'calendly', words('Other', 'introduction')),
    ]
    expect(types).toEqual(['visit', 'interview', 'consultation', 'meeting'])
  })
})
