import { expect, test } from 'vitest'
import { rhythmWords } from '../../../../src/renderer/providers/health-words.ts'

test.each([
  [{ today: 2, usual: 13.6, rhythm: 'quiet' }, ['2 today', 'quieter than usual for a Tuesday', 'about 14 are usual by now']],
  [{ today: 30, usual: 13.4, rhythm: 'busy' }, ['30 today', 'busier than usual for a Tuesday', 'about 13 are usual by now']],
  [{ today: 1, usual: 0.2, rhythm: 'usual' }, ['1 today', 'as usual for a Tuesday', 'about 1 are usual by now']],
  [{ today: 0, usual: null, rhythm: 'learning' }, ['0 today', 'what is usual is still being learned']],
] as const)('%j is told as a person would', (health, words) => {
  expect(rhythmWords(health, 'Tuesday')).toEqual(words)
})
