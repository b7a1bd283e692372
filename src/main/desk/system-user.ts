import { userInfo } from 'node:os'

/** The name of the system's user. */
export function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'desk' // A user that the system has no name for.
  }
}
