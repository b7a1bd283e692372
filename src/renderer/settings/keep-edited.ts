/**
 * What stands in a form when something else was saved: what somebody has changed there since stays, the rest is what is saved now.
 * @param shown what stands there
 * @param before what was saved, or sent to be saved, when nobody had changed anything since
 * @param saved what is saved now
 */
export function keepEdited<T extends Readonly<Record<string, unknown>>>(shown: T, before: T, saved: T): T {
  const members = Object.keys(saved).map((member) => [member, isSame(shown[member], before[member]) ? saved[member] : shown[member]])
  return { ...saved, ...Object.fromEntries(members) } as T
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
