export const gestures = {}
