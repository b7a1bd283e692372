import type { ImportFile } from '../../shared/contract/imports.ts'
import { guessColumns, guessKind, hasHeader } from './guess.ts'
import type { Parsed } from './read-file.ts'

const samples = 4
const sampleCharacters = 120

/** What a window shows of a file before anybody said what is in it. */
export function describeFile(parsed: Parsed, draftId: string, fileName: string): ImportFile {
  if (parsed.format === 'ics') {
    const columns = { appointments: [], clients: [] }
    return { draftId, fileName, format: 'ics', rows: parsed.events.length, table: null, guess: { kind: 'appointments', columns } }
  }
  const { rows, encoding, separator } = parsed
  const isHeader = hasHeader(parsed)
  const guessed = { appointments: guessColumns(parsed, isHeader, 'appointments'), clients: guessColumns(parsed, isHeader, 'clients') }
  const below = rows.slice(isHeader ? 1 : 0)
  const columns = guessed.appointments.map((_, index) => ({
    header: isHeader ? shortened(rows[0]?.cells[index] ?? '') : '',
    samples: below
      .map(({ cells }) => cells[index] ?? '')
      .filter((cell) => cell !== '')
      .slice(0, samples)
      .map(shortened),
  }))
  return {
    draftId,
    fileName,
    format: 'csv',
    rows: below.length,
    table: { encoding, separator, hasHeader: isHeader, columns },
    guess: { kind: guessKind(guessed), columns: guessed },
  }
}

const shortened = (cell: string): string => (cell.length > sampleCharacters ? `${cell.slice(0, sampleCharacters)}…` : cell)
