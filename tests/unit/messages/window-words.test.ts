import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { literalTexts } from './literal-text.ts'

const renderer = join(import.meta.dirname, '../../../src/renderer')

test('no file of the window has words of its own: they come from the message catalogue', () => {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/u.test(name))
  const found = files.flatMap((name) => literalTexts(name, readFileSync(join(renderer, name), 'utf8')).map((text) => `${name}:${text}`))
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})

test.each([
  ['text between tags', '<p>Hello there</p>'],
  ['a rendered literal', '<p>{done && "Done"}</p>'],
  ['one side of a choice', '<p>{done ? t("a.b") : `${n} left`}</p>'],
  ['a label', '<Button aria-label="Close" />'],
  ['a label made of parts', '<Button title={`Hide ${name}`} />'],
  ['a command', 'const commands = [{ id: "x", label: "Do it" }]'],
  ['a toast', 'tell("Saved.")'],
])('%s is seen', (_name, source) => {
  expect(literalTexts('a.tsx', `const x = ${source.startsWith('const') ? 'null\n' : ''}${source}`)).toHaveLength(1)
})

test.each([
  ['what comes from the catalogue', '<p title={t("a.b")}>{t("a.c")} · {n}</p>'],
  ['a key of it', 'const commands = () => [{ label: "today.next" }]'],
  ['what is for machines', '<code>GET /health</code>'],
  ['names of things', '<Button variant="default" size="xs" />'],
])('%s is let through', (_name, source) => {
  expect(literalTexts('a.tsx', `const x = ${source.startsWith('const') ? 'null\n' : ''}${source}`)).toEqual([])
})
