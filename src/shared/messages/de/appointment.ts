import type { appointment as english } from '../en/appointment.ts'
import type { Like } from '../like.ts'

export const appointment: Like<typeof english> = {}
