import { z } from 'zod'
import type { Location } from '../../shared/appointment.ts'
import type { ImportField } from '../../shared/import-words.ts'
import {
  appointmentStatuses,
  appointmentTypes,
  clientStages,
  type AppointmentStatus,
  type AppointmentType,
  type ClientStage,
} from '../../shared/words.ts'
import { RowError, type CandidateClient } from './candidate.ts'

/** As long as the desk itself takes them. */
const longest: Partial<Record<ImportField, number>> = { notes: 5000, title: 200, name: 200, phone: 50, location: 500, type: 200, host: 200 }
const longestByDefault = 320

/** One line of text; null: there is nothing. @throws RowError */
export function lineOf(field: ImportField, cell: string): string | null {
  return bounded(field, cell.replace(/[\s\p{Cc}]+/gu, ' ').trim())
}

/** Text whose lines count. @throws RowError */
export function linesOf(field: ImportField, cell: string): string | null {
  const lines = cell.replace(/\r\n?/gu, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
  return bounded(field, lines.trim())
}

function bounded(field: ImportField, text: string): string | null {
  if (text.length > (longest[field] ?? longestByDefault)) throw new RowError('text-too-long', field, text)
  return text === '' ? null : text
}

const emailSchema = z.email()

/** Of a calendar, whose addresses may be of an office's own directory. Null: it is none that mail goes to. */
export const mailAddress = (text: string | null): string | null => (emailSchema.safeParse(text).success ? text : null)

/** Lower case. `Jane Doe <jane@example.com>` and `mailto:` are taken, too. @throws RowError */
export function emailOf(field: ImportField, cell: string): string | null {
  const line = lineOf(field, cell)
  if (line === null) return null
  const plain = (/<([^<>]+)>\s*$/u.exec(line)?.[1] ?? line)
    .replace(/^mailto:/iu, '')
    .trim()
    .toLowerCase()
  if (!emailSchema.safeParse(plain).success) throw new RowError('email', field, line)
  return plain
}

/** Null: nobody is named. @throws RowError */
export function clientOf(cells: Readonly<Partial<Record<ImportField, string>>>): CandidateClient | null {
  const whole = lineOf('name', cells.name ?? '')
  const parts = [lineOf('firstName', cells.firstName ?? ''), lineOf('lastName', cells.lastName ?? '')].filter((part) => part !== null)
  const email = emailOf('email', cells.email ?? '')
  const phone = lineOf('phone', cells.phone ?? '')
  const named = whole ?? (parts.length > 0 ? lineOf('name', parts.join(' ')) : null)
  // Some programs write both into one cell.
  const inName = email === null && named !== null ? /^(.*)<([^<>\s]+@[^<>\s]+)>$/u.exec(named) : null
  if (inName) return { name: inName[1]!.trim() || null, email: emailOf('name', inName[2]!), phone }
  if (named === null && email === null && phone === null) return null
  if (named === null && email === null) throw new RowError('no-name', 'name', phone ?? '')
  return { name: named, email, phone }
}

/** A link is a video meeting, a number a call, anything else a place. */
export function locationOf(text: string | null): Location | null {
  if (text === null) return null
  const url = /https?:\/\/[^\s<>"]+/iu.exec(text)?.[0]
  if (url !== undefined && URL.canParse(url)) return { kind: 'video', text: new URL(url).hostname, url }
  if (/^\+?[\d\s/().-]{6,}$/u.test(text)) return { kind: 'phone', text, url: null }
  return { kind: 'place', text, url: null }
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, '')

function wordsOf<Word extends string>(own: readonly Word[], others: Readonly<Record<string, Word>>): ReadonlyMap<string, Word> {
  return new Map([...own.map((word) => [plain(word), word] as const), ...Object.entries(others)])
}

type WrittenStatus = Exclude<AppointmentStatus, 'superseded'>

const statusWords = wordsOf<WrittenStatus>(
  appointmentStatuses.filter((status) => status !== 'superseded'),
  {
    confirmed: 'scheduled',
    booked: 'scheduled',
    accepted: 'scheduled',
    active: 'scheduled',
    open: 'scheduled',
    busy: 'scheduled',
    free: 'scheduled',
    gebucht: 'scheduled',
    geplant: 'scheduled',
    bestätigt: 'scheduled',
    offen: 'scheduled',
    vereinbart: 'scheduled',
    tentative: 'pending',
    requested: 'pending',
    unconfirmed: 'pending',
    angefragt: 'pending',
    ausstehend: 'pending',
    wartend: 'pending',
    unbestätigt: 'pending',
    vorläufig: 'pending',
    checkedin: 'arrived',
    da: 'arrived',
    angekommen: 'arrived',
    eingetroffen: 'arrived',
    done: 'completed',
    complete: 'completed',
    attended: 'completed',
    showed: 'completed',
    erledigt: 'completed',
    abgeschlossen: 'completed',
    erschienen: 'completed',
    wahrgenommen: 'completed',
    missed: 'no_show',
    didnotattend: 'no_show',
    dna: 'no_show',
    nichterschienen: 'no_show',
    verpasst: 'no_show',
    nichtgekommen: 'no_show',
    canceled: 'cancelled',
    declined: 'cancelled',
    storniert: 'cancelled',
    abgesagt: 'cancelled',
  },
)
const stageWords = wordsOf<ClientStage>(clientStages, {
  new: 'lead',
  prospect: 'lead',
  neu: 'lead',
  anfrage: 'lead',
  interessent: 'lead',
  interessentin: 'lead',
  gebucht: 'booked',
  warda: 'attended',
  teilgenommen: 'attended',
  abgeschlossen: 'completed',
  won: 'completed',
  gewonnen: 'completed',
  verloren: 'lost',
})
const typeWords = wordsOf<AppointmentType>(appointmentTypes, {
  beratung: 'consultation',
  beratungsgespräch: 'consultation',
  vorstellungsgespräch: 'interview',
  bewerbungsgespräch: 'interview',
  strategiegespräch: 'strategy_session',
  strategie: 'strategy_session',
  besuch: 'visit',
  behandlung: 'visit',
  besprechung: 'meeting',
  termin: 'meeting',
})

/** In our words, or in those that other programs have for them. @throws RowError */
export const statusOf = (cell: string): WrittenStatus => (cell.trim() === '' ? 'scheduled' : known(statusWords, 'status', cell))
export const stageOf = (cell: string): ClientStage | null => (cell.trim() === '' ? null : known(stageWords, 'stage', cell))
/** Null: the office's rules have to tell. */
export const typeOf = (cell: string): AppointmentType | null => typeWords.get(plain(cell)) ?? null

function known<Word>(words: ReadonlyMap<string, Word>, field: 'status' | 'stage', cell: string): Word {
  const word = words.get(plain(cell))
  if (word === undefined) throw new RowError(field, field, cell)
  return word
}
