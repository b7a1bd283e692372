import type { DeskMark } from '../../shared/words.ts'

/** One key each, in the order in which a day goes. */
export const markKeys = { arrived: 'a', no_show: 'n', completed: 'd', cancelled: 'c' } as const satisfies Record<DeskMark, string>
