import { afterEach, expect, test } from 'vitest'
import { errorSentence } from '../../../../src/renderer/ui/error-words.ts'
import { setLanguage } from '../../../../src/renderer/ui/t.tsx'

const refusal = (code: string, message: string): Error => Object.assign(new Error(message), { code })

afterEach(() => setLanguage('en'))

test('in English an error says what the desk says', () => {
  expect(errorSentence(refusal('NOT_FOUND', 'This delivery is not there any more.'))).toBe('This delivery is not there any more.')
})

test.each([
  [refusal('NOT_FOUND', 'This delivery is not there any more.'), 'Das gibt es nicht mehr.'],
  [Object.assign(refusal('REFUSED', 'In English.'), { data: { reason: 'taken-back' } }), 'Das wurde schon zurückgenommen.'],
  [refusal('DESK_UNREACHABLE', 'closed'), 'Das Fenster hat die Verbindung zum Dienst verloren. Sie wird wiederhergestellt.'],
  [new Error('Etwas.'), 'Etwas.'],
  [null, 'Der Dienst hat mit einem Fehler geantwortet, der nichts weiter sagt.'],
])('in German %s is told in German', (error, sentence) => {
  setLanguage('de')
  expect(errorSentence(error)).toBe(sentence)
})
