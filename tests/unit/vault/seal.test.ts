import { expect, test } from 'vitest'
import { costOf, createPassphraseSealer, scryptCost } from '../../../src/main/vault/seal.ts'

const cost = { N: 2 ** 4, r: 8, p: 1 }

test('a sealed text opens with its passphrase, whatever sealer has it', async () => {
  const sealed = await createPassphraseSealer('correct horse', cost).seal('the text', 'calendly')
  expect(await createPassphraseSealer('correct horse').open(sealed, 'calendly')).toBe('the text')
})

test('the same passphrase in another Unicode composition opens it', async () => {
  const sealed = await createPassphraseSealer('Zürich heute'.normalize('NFC'), cost).seal('the text', 'calendly')
  expect(await createPassphraseSealer('Zürich heute'.normalize('NFD'), cost).open(sealed, 'calendly')).toBe('the text')
})

test.each<[string, (sealed: Record<string, unknown>) => unknown, string?]>([
  ['another passphrase', (sealed) => sealed, 'wrong horse'],
  ['a changed text', (sealed) => ({ ...sealed, data: Buffer.from('the tex!').toString('base64') })],
  ['a cut tag', (sealed) => ({ ...sealed, tag: Buffer.from(String(sealed.tag), 'base64').subarray(0, 4).toString('base64') })],
  ['another salt', (sealed) => ({ ...sealed, scrypt: { ...cost, salt: Buffer.alloc(16).toString('base64') } })],
  ['a cost beyond reason', (sealed) => ({ ...sealed, scrypt: { N: 2 ** 30, r: 8, p: 1, salt: '' } })],
  ['something else', () => 'nonsense'],
])('%s does not open it', async (_what, change, passphrase = 'correct horse') => {
  const sealed = await createPassphraseSealer('correct horse', cost).seal('the text', 'calendly')
  const changed = Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(sealed).toString()) as Record<string, unknown>)))
  expect(await createPassphraseSealer(passphrase, cost).open(changed, 'calendly')).toBeNull()
})

test('what was sealed for one thing does not open for another', async () => {
  const sealer = createPassphraseSealer('correct horse', cost)
  expect(await sealer.open(await sealer.seal('the text', 'calendly'), 'healthcare')).toBeNull()
})

test('sealing the same text twice shows nothing of that', async () => {
  const sealer = createPassphraseSealer('correct horse', cost)
  const [first, second] = await Promise.all([sealer.seal('the text', 'calendly'), sealer.seal('the text', 'calendly')])
  expect(Buffer.from(first).equals(second)).toBe(false)
})

test.each([
  ['64 hex digits', '9f'.repeat(32), false],
  ['44 base64 characters', Buffer.from('0123456789abcdef0123456789ABCDEF').toString('base64'), false],
  ['a sentence', 'a sentence that somebody thought of, and that is quite long', true],
  ['words without blanks', 'correcthorsebatterystaplecorrecthorsebatter', true],
  ['a short word', 'deskbell', true],
  ['63 hex digits and a blank', `${'9f'.repeat(31)}9 `, true],
])('whether a key of %s can be guessed', (_what, key, stretched) => {
  expect(costOf(key).N === scryptCost.N).toBe(stretched)
})

test('what is sealed after something was opened needs no further key, and what was sealed with another passphrase lends nothing', async () => {
  const saltOf = (sealed: Uint8Array): string => (JSON.parse(Buffer.from(sealed).toString()) as { scrypt: { salt: string } }).scrypt.salt
  const first = await createPassphraseSealer('one passphrase', cost).seal('a', 'x')
  const again = createPassphraseSealer('one passphrase', cost)
  expect(await again.open(first, 'x')).toBe('a')
  expect(saltOf(await again.seal('b', 'x'))).toBe(saltOf(first))
  const other = createPassphraseSealer('another passphrase', cost)
  expect(await other.open(first, 'x')).toBeNull()
  expect(saltOf(await other.seal('b', 'x'))).not.toBe(saltOf(first))
})
