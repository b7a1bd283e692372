/** The desk takes none that is shorter: src/main/desks. */
export const leastPasswordLength = 12

export type PasswordStrength = { readonly level: 'short'; readonly missing: number } | { readonly level: 'enough' | 'good' | 'strong' }

/**
 * How hard a password is to guess, by its length and by how many different signs it has: what people are told to do with capitals and digits
 * helps less than one more word (NIST SP 800-63B, appendix A).
 */
export function passwordStrength(password: string): PasswordStrength {
  const signs = [...password]
  if (signs.length < leastPasswordLength) return { level: 'short', missing: leastPasswordLength - signs.length }
  // What repeats itself is as short as what it repeats.
  const counted = Math.min(signs.length, new Set(signs).size * 2)
  if (counted < 16) return { level: 'enough' }
  return { level: counted < 24 ? 'good' : 'strong' }
}
