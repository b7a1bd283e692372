import { CsvError, parse } from 'csv-parse/sync'
import { importSeparators, mostImportRows, type ImportEncoding, type ImportSeparator } from '../../shared/import-words.ts'
import { UnreadableFileError } from './decode.ts'

export interface TableRow {
  /** As a spreadsheet program counts: from 1, blank rows and the header included. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface ParsedTable {
  readonly format: 'csv'
  readonly encoding: ImportEncoding
  readonly separator: ImportSeparator
  /** Without blank ones. */
  readonly rows: readonly TableRow[]
  /** Set: a quotation mark in this row is never closed, and nothing behind it could be told apart. */
  readonly brokenRow: number | null
}

/** In the order in which they are tried at each place. */
const lineEnds = ['\r\n', '\n', '\r']
const sampleLines = 50
const mostColumns = 200
/** Which way text runs, and marks of no width: Windows puts them into dates. */
const unseen = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/**
 * The cells of a text with separators, RFC 4180 and what spreadsheet programs make of it: rows may be ragged, quotation marks stray.
 *
 * @param given null: the separator that makes the rows most alike, or the one that a first line `sep=;` names.
 * @throws UnreadableFileError `no-rows` or `too-many-rows`
 */
export function readTable(text: string, encoding: ImportEncoding, given: ImportSeparator | null): ParsedTable {
  const hint = /^sep=(.)\r?\n/u.exec(text)
  const hinted = importSeparators.find((each) => each === hint?.[1])
  const separator = given ?? hinted ?? separatorOf(text)
  const { rows, brokenRow } = rowsOf(text, separator, mostImportRows + 3)
  // Its line counts in the spreadsheet program, too.
  const told = hint ? rows.filter(({ row }) => row > 1) : rows
  if (told.length === 0 && brokenRow === null) throw new UnreadableFileError('no-rows')
  if (told.length > mostImportRows + 1) throw new UnreadableFileError('too-many-rows')
  return { format: 'csv', encoding, separator, rows: told, brokenRow }
}

/** Breaks off when so many rows were found; a spreadsheet program may write a million blank ones between them. */
class Enough extends Error {
  override readonly name = 'Enough'
}

/** Without blank rows, which count all the same. */
function rowsOf(text: string, separator: string, most: number): Pick<ParsedTable, 'rows' | 'brokenRow'> {
  const rows: TableRow[] = []
  let row = 0
  try {
    parse(text, {
      delimiter: separator,
      record_delimiter: lineEnds,
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[]) => {
        row += 1
        if (record.every((cell) => cell.trim() === '')) return null
        const cells = record.slice(0, mostColumns).map(plainCell)
        if (cells.some((cell) => cell !== '') && rows.push({ row, cells }) >= most) throw new Enough()
        return null
      },
    })
    return { rows, brokenRow: null }
  } catch (error) {
    if (error instanceof Enough) return { rows, brokenRow: null }
    if (error instanceof CsvError) return { rows, brokenRow: row + 1 }
    throw error
  }
}

/** `="0049"` keeps a spreadsheet program from taking it for a number; an apostrophe before a sign keeps it from calculating. */
function plainCell(cell: string): string {
  const text = cell.replace(unseen, '').trim()
  const formula = /^="([^"]*)"$/u.exec(text)
  if (formula) return formula[1]!
  return /^'[=+\-@]/u.test(text) ? text.slice(1) : text
}

/** The one with which most of the first rows have the same number of cells, and more than one. */
function separatorOf(text: string): ImportSeparator {
  const head = text.slice(0, 100_000)
  const scores = importSeparators.map((separator) => {
    const widths = rowsOf(head, separator, sampleLines).rows.map(({ cells }) => cells.length)
    const common = mostFrequent(widths)
    const alike = widths.filter((width) => width === common).length / Math.max(widths.length, 1)
    return { separator, score: common < 2 ? 0 : alike + Math.min(common, 20) / 100 }
  })
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).separator
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0] as [number, number])[0]
}
