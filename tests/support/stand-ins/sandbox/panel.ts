/** What the control page shows and does for one provider. */
export interface Panel {
  readonly id: string
  readonly name: string
  /** What the office types into Deskbell to connect. */
  readonly toType: () => readonly { readonly label: string; readonly value: string }[]
  /** How it stands with its way to Deskbell, in a few words each. */
  readonly facts: () => readonly string[]
  /** By start. */
  readonly rows: () => readonly Row[]
  /** Those of which ten are changed at once; absent: all. */
  readonly rowsToChange?: () => readonly Row[]
  /** A booking or an event that somebody adds by hand. */
  add(booking: NewRow): void
  /** The same by a visitor. @returns what is added to the address to which they are sent. Absent: visitors do not book here. */
  readonly book?: (booking: NewRow) => string
  readonly rowActions: Readonly<Record<string, RowAction>>
  readonly actions: Readonly<Record<string, PanelAction>>
}

export interface Row {
  readonly id: string
  readonly startMs: number
  readonly minutes: number
  readonly title: string
  readonly client: string
  /** Whose calendar or page. */
  readonly where: string
  readonly state: 'booked' | 'cancelled' | 'no-show'
  /** Names of `rowActions` that make sense now. */
  readonly can: readonly string[]
}

export interface NewRow {
  readonly title: string
  readonly client: DemoPerson
  readonly startMs: number
  readonly minutes: number
}

export interface DemoPerson {
  readonly name: string
  readonly email: string
}

export interface RowAction {
  readonly label: string
  run(id: string, toMs: number): void
}

export interface PanelAction {
  readonly label: string
  /** What it is good for, as the button's hint. */
  readonly hint: string
  run(): void
}

/**
 * Changes ten things in all ways that this provider knows, the same ones in each run. Each is touched once, so that somebody who looks for
 * them finds ten.
 */
export function makeTenChanges(panel: TenChangeable, { nowMs, people, minute }: TenChanges): void {
  const hourMs = 3_600_000
  const kinds = ['add', 'move', 'cancel', 'add', 'move', 'no-show', 'add', 'move', 'cancel', 'move'] as const
  const left = [...(panel.rowsToChange?.() ?? panel.rows())]
  for (const [index, kind] of kinds.entries()) {
    const fitting = left.filter(({ can, startMs }) => can.includes(kind) && (kind === 'no-show' ? startMs <= nowMs : startMs > nowMs))
    const row = fitting[(index * 7) % Math.max(fitting.length, 1)]
    const action = panel.rowActions[kind]
    if (row === undefined || action === undefined) {
      const client = people[(index * 3) % people.length]!
      const startMs = nextFullHour(nowMs) + (index + 2) * 3 * hourMs + minute * 60_000
      panel.add({ title: `Made while away ${index + 1}`, client, startMs, minutes: 30 })
    } else {
      left.splice(left.indexOf(row), 1)
      action.run(row.id, row.startMs + 24 * hourMs)
    }
  }
}

export type TenChangeable = Pick<Panel, 'rows' | 'rowsToChange' | 'rowActions' | 'add'>

export interface TenChanges {
  readonly nowMs: number
  readonly people: readonly DemoPerson[]
  /** At which new bookings begin: the same host, client and start at two providers would be one meeting. */
  readonly minute: number
}

export function nextFullHour(nowMs: number): number {
  const hourMs = 3_600_000
  return Math.ceil(nowMs / hourMs) * hourMs
}

/** Every provider can lose what it would have posted, and fail for a while. */
export function commonActions(standIn: {
  readonly outbox: { loseNext(count: number): void }
  readonly faults: { add(fault: { match: RegExp; status: number; times: number; headers?: Record<string, string> }): void; clear(): void }
}): Record<string, PanelAction> {
  return {
    lose: {
      label: 'Drop the next 5 deliveries',
      hint: 'They never reach Deskbell; the next reading finds what they would have told',
      run: () => standIn.outbox.loseNext(5),
    },
    fail: {
      label: 'Answer 503 ten times',
      hint: 'The next ten requests to the API fail',
      run: () => standIn.faults.add({ match: /./, status: 503, times: 10 }),
    },
    recover: { label: 'Answer again', hint: 'No more failures', run: () => standIn.faults.clear() },
  }
}
