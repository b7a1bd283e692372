export const papers = ['A4', 'Letter'] as const
/** The sheet that the office's printer holds. */
export type Paper = (typeof papers)[number]
