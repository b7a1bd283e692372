import type { pipeline as english } from '../en/pipeline.ts'
import type { Like } from '../like.ts'

export const pipeline: Like<typeof english> = {}
