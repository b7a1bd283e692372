import type { clients as english } from '../en/clients.ts'
import type { Like } from '../like.ts'

export const clients: Like<typeof english> = {}
