import type { editor as english } from '../en/editor.ts'
import type { Like } from '../like.ts'

export const editor: Like<typeof english> = {}
