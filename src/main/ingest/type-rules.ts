import type { AppointmentDetails } from '../../shared/appointment.ts'
import type { TypeRule } from '../../shared/settings.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'

/** The type that somebody at the desk chose, else by the admin's rules: the first that fits, else `meeting`. Case does not matter. */
export function appointmentTypeOf(
  rules: readonly TypeRule[],
  source: Source,
  {
    type,
    providerType,
    providerTypeSlug,
  }: Pick<AppointmentDetails, 'providerType' | 'providerTypeSlug'> & { readonly type?: AppointmentType | null },
): AppointmentType {
  if (type) return type
  const name = providerType?.toLowerCase() ?? ''
  const slug = providerTypeSlug?.toLowerCase() ?? ''
  const rule = rules.find((candidate) => {
    if (candidate.provider !== null && candidate.provider !== source) return false
    if (candidate.match === 'always') return true
    const pattern = candidate.pattern.toLowerCase()
    const fits = (words: string) => (candidate.match === 'equals' ? words === pattern : words.includes(pattern))
    return (candidate.field !== 'slug' && fits(name)) || (candidate.field !== 'name' && fits(slug))
  })
  return rule?.type ?? 'meeting'
}
