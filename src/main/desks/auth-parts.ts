import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Attempts } from './attempts.ts'
import type { Desks } from './desks.ts'
import type { LetIn } from './let-in.ts'
import type { Passkeys } from './passkeys.ts'

/** What the routes of signing in work on. */
export interface AuthParts {
  readonly desks: Desks
  readonly store: Store
  readonly writer: Writer
  readonly attempts: Attempts
  readonly passkeys: Passkeys
  readonly letIn: LetIn
  readonly now: () => number
}
