const appointment = /^#appointment-(\d{1,15})$/

/** What the page's address ends with where the program around it wants an appointment to be shown. */
export function appointmentFragment(id: number): string {
  return `#appointment-${id}`
}

/** Null: the address asks for none. */
export function appointmentOf(fragment: string): number | null {
  const id = appointment.exec(fragment)?.[1]
  return id === undefined ? null : Number(id)
}
