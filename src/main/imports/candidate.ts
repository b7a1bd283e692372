import type { Location } from '../../shared/appointment.ts'
import type { ImportField, RowProblem, RowRemark } from '../../shared/import-words.ts'
import type { AppointmentStatus, ClientStage } from '../../shared/words.ts'
import type { AppointmentType } from '../../shared/words.ts'

/** Who a row is about, as it names them. At least one of name and e-mail is there. */
export interface CandidateClient {
  readonly name: string | null
  /** Lower case. */
  readonly email: string | null
  readonly phone: string | null
}

/** An appointment that a row tells of, before the desk was asked what it knows. */
export interface AppointmentCandidate {
  readonly kind: 'appointment'
  readonly row: number
  readonly startMs: number
  readonly endMs: number
  readonly title: string | null
  readonly type: AppointmentType
  /** As the file calls it. */
  readonly providerType: string | null
  /** By which the plan names them; null: the file names nobody. */
  readonly host: CandidateHost | null
  readonly client: CandidateClient | null
  readonly location: Location | null
  readonly notes: string | null
  readonly status: Exclude<AppointmentStatus, 'superseded'>
  /** Of a calendar's event; null: it is recognised by client, start and title. */
  readonly uid: string | null
  readonly recurrence: string | null
  readonly remarks: readonly RowRemark[]
}

export interface CandidateHost {
  readonly key: string
  readonly name: string | null
  readonly email: string | null
}

export interface ClientCandidate {
  readonly kind: 'client'
  readonly row: number
  readonly client: CandidateClient
  readonly notes: string | null
  readonly stage: ClientStage | null
}

export type Candidate = AppointmentCandidate | ClientCandidate

/** Why a row becomes nothing. */
export interface Problem {
  readonly kind: 'problem'
  readonly row: number
  readonly field: ImportField | null
  readonly reason: RowProblem
  readonly text: string
}

/** Thrown while a row is read, and caught at its end. */
export class RowError extends Error {
  override readonly name = 'RowError'
  readonly field: ImportField | null
  readonly reason: RowProblem
  readonly text: string

  constructor(reason: RowProblem, field: ImportField | null = null, text = '') {
    super(reason)
    this.field = field
    this.reason = reason
    this.text = text
  }
}

/** Enough to find the cell again. */
const shownCharacters = 80

/** What `read` makes of a row, or why it becomes nothing. */
export function candidateOf(row: number, read: () => Candidate): Candidate | Problem {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    const { field, reason, text } = error
    return { kind: 'problem', row, field, reason, text: text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text }
  }
}
