/** Twenty pixels a quarter of an hour: the shortest appointment holds one line of text. */
export const quarterHourPx = 20
