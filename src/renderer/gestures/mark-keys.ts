import type { DeskMark } from '../../shared/words.ts'

export const markKeys: Record<DeskMark, string> = { arrived: 'a', no_show: 'n', completed: 'd', cancelled: 'c' }

/** As buttons and keys stand beside one another: what is said most comes first. */
export const inOrder: readonly DeskMark[] = ['arrived', 'no_show', 'completed', 'cancelled']
