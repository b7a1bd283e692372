import type { print as english } from '../en/print.ts'
import type { Like } from '../like.ts'

export const print: Like<typeof english> = {}
