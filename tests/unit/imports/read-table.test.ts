import { expect, test } from 'vitest'
import { decode, UnreadableFileError } from '../../../src/main/imports/decode.ts'
import { guessColumns, guessKind, hasHeader } from '../../../src/main/imports/guess.ts'
import { readTable } from '../../../src/main/imports/read-table.ts'

const cellsOf = (text: string): readonly (readonly string[])[] => readTable(text, 'utf-8', null).rows.map(({ cells }) => cells)

function reasonOf(read: () => unknown): string {
  try {
    read()
    return 'was read'
  } catch (error) {
    return error instanceof UnreadableFileError ? error.reason : String(error)
  }
}

test.each([
  ['UTF-8', Buffer.from('Müller;Grün'), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from('\uFEFFMüller;Grün'), 'utf-8'],
  ['Windows-1252', Buffer.from('Müller;Grün', 'latin1'), 'windows-1252'],
  ['UTF-16 with a mark', Buffer.from('\uFEFFMüller;Grün', 'utf16le'), 'utf-16le'],
  ['UTF-16 without a mark', Buffer.from('Müller;Grün', 'utf16le'), 'utf-16le'],
  ['UTF-16 of the other order', Buffer.from('\uFEFFMüller;Grün', 'utf16le').swap16(), 'utf-16be'],
])('a file in %s is recognised', (_name, bytes, encoding) => {
  expect(decode(bytes, null)).toEqual({ encoding, text: 'Müller;Grün' })
})

test('a dash and a euro sign of Windows are not lost', () => {
  expect(decode(Buffer.from([0x80, 0x20, 0x96, 0x20, 0xfc]), null).text).toBe('€ – ü')
})

test('one byte that went wrong in a file that says it is UTF-8 costs one letter', () => {
  const bytes = Buffer.concat([Buffer.from('\uFEFFMüller;'), Buffer.from([0xff]), Buffer.from(';Grün')])
  expect(decode(bytes, null)).toEqual({ encoding: 'utf-8', text: 'Müller;\uFFFD;Grün' })
})

test.each([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['blanks only', Buffer.from(' \r\n \t\n'), 'empty'],
  ['a workbook', Buffer.from('PK\x03\x04\x14\0\x06\0 … [Content_Types].xml', 'latin1'), 'workbook'],
  ['a packed table', Buffer.from('PK\x03\x04\x14\0\0\0 … appointments.csv', 'latin1'), 'archive'],
  ['an older workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'workbook'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'), 'binary'],
  ['a nought in the middle of a text', Buffer.from('a;b\n1;\0\n'), 'binary'],
])('%s is refused, by what it is', (_name, bytes, reason) => {
  expect(reasonOf(() => decode(bytes, null))).toBe(reason)
})

test.each([
  [
    'commas',
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'semicolons, with commas inside',
    'a;b\n1,5;2,5\n',
    [
      ['a', 'b'],
      ['1,5', '2,5'],
    ],
  ],
  [
    'tabs',
    'a\tb\n1\t2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a first line that says so',
    'sep=;\r\na;b\r\n1;2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'line breaks and separators in quotes',
    'a,b\n"1\n2","x, ""y"""\n',
    [
      ['a', 'b'],
      ['1\n2', 'x, "y"'],
    ],
  ],
  [
    'all line ends at once',
    'a;b\r\n1;2\n3;4\r5;6',
    [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
  ],
  ['ragged rows', 'a;b;c\n1\n1;2;3;4\n', [['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']]],
  [
    'blank rows',
    'a;b\n\n;\n1;2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'stray quotation marks',
    'a;b\n1" pipe;"x"y\n',
    [
      ['a', 'b'],
      ['1" pipe', '"x"y'],
    ],
  ],
  [
    'formulas and defused ones',
    `a;b\n="0049";'=1+1\n=HYPERLINK("x");'Twas\n`,
    [
      ['a', 'b'],
      ['0049', '=1+1'],
      ['=HYPERLINK("x")', "'Twas"],
    ],
  ],
  [
    'marks that nobody sees',
    'a;b\n\u200e21/\u200e11/\u200e2026;\u202aJane\u202c\n',
    [
      ['a', 'b'],
      ['21/11/2026', 'Jane'],
    ],
  ],
  ['one column', 'name\nJane\n', [['name'], ['Jane']]],
])('a table with %s is read', (_name, text, cells) => {
  expect(cellsOf(text)).toEqual(cells)
})

test('rows are counted as a spreadsheet program counts them', () => {
  expect(readTable('a;b\n\n"1\n2";3\n4;5\n', 'utf-8', null).rows.map(({ row }) => row)).toEqual([1, 3, 4])
})

test('what stands below ever so many blank rows is not lost', () => {
  const { rows } = readTable(`Datum;Name\n21.11.2026;Jane\n${';\n'.repeat(45_000)}22.11.2026;Max\n`, 'utf-8', null)
  expect(rows.at(-1)).toEqual({ row: 45_003, cells: ['22.11.2026', 'Max'] })
})

test('a quotation mark that is never closed costs what is behind it, and nothing before', () => {
  const table = readTable('a;b\n1;2\n"3;4\n5;6\n', 'utf-8', ';')
  expect({ rows: table.rows.map(({ cells }) => cells), brokenRow: table.brokenRow }).toEqual({
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
    brokenRow: 3,
  })
})

test('as many rows as are promised are read, and no more', () => {
  const row = '21.11.2026;10:00;Jane Doe\n'
  expect(readTable(`Datum;Zeit;Name\n${row.repeat(20_000)}`, 'utf-8', null).rows).toHaveLength(20_001)
  expect(reasonOf(() => readTable(`Datum;Zeit;Name\n${row.repeat(20_001)}`, 'utf-8', null))).toBe('too-many-rows')
})

test.each([
  [
    'a German calendar',
    'Betreff;Beginnt am;Beginnt um;Endet am;Endet um;Ort;Beschreibung\nBeratung;21.11.2026;14:00:00;21.11.2026;14:30:00;Raum 2;x',
    'appointments',
    ['title', 'date', 'time', 'endDate', 'endTime', 'location', 'notes'],
  ],
  [
    "Google's columns",
    'Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location\nTalk,11/21/2026,2:00 PM,11/21/2026,2:30 PM,False,x,y',
    'appointments',
    ['title', 'date', 'time', 'endDate', 'endTime', null, 'notes', 'location'],
  ],
  [
    "Outlook's numbers for busy and free",
    'Subject,Start Date,Start Time,Show time as\nTalk,11/21/2026,2:00:00 PM,2',
    'appointments',
    ['title', 'date', 'time', null],
  ],
  [
    'times in one column',
    'Start,End,Client,E-mail,With\n2026-11-21 14:00,2026-11-21 14:30,Jane,jane@example.com,anna@office.example',
    'appointments',
    ['start', 'end', 'name', 'email', 'hostEmail'],
  ],
  [
    'an address book',
    'Vorname;Nachname;E-Mail-Adresse;Mobil;Notiz\nJane;Doe;jane@example.com;0171;x',
    'clients',
    ['firstName', 'lastName', 'email', 'phone', 'notes'],
  ],
  ['no header', '21.11.2026,14:00,jane@example.com\n22.11.2026,15:00,max@example.com', 'appointments', ['date', 'time', 'email']],
])('the columns of %s are guessed', (_name, text, kind, columns) => {
  const table = readTable(text, 'utf-8', null)
  const header = hasHeader(table)
  const guessed = { appointments: guessColumns(table, header, 'appointments'), clients: guessColumns(table, header, 'clients') }
  expect(guessKind(guessed)).toBe(kind)
  expect(guessed[kind === 'clients' ? 'clients' : 'appointments']).toEqual(columns)
})
