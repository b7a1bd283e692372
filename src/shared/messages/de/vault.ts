import type { vault as english } from '../en/vault.ts'
import type { Like } from '../like.ts'

export const vault: Like<typeof english> = {}
