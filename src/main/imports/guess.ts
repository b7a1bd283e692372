import { fieldsOfKind, type ImportField, type ImportKind } from '../../shared/import-words.ts'
import { isMoment, readDate, readTime } from './moments.ts'
import type { ParsedTable } from './read-table.ts'

/** What headers are called in the exports of calendars, practices and spreadsheets, in English and German; letters and digits only. */
const headers: Readonly<Record<ImportField, readonly string[]>> = {
  start: [
    'start',
    'startzeitpunkt',
    'beginn',
    'begin',
    'anfang',
    'von',
    'from',
    'starts',
    'startat',
    'startsat',
    'startdatetime',
    'datetime',
    'when',
    'termin',
    'zeitpunkt',
    'datumuhrzeit',
    'datumundzeit',
  ],
  date: ['date', 'datum', 'tag', 'day', 'startdate', 'startdatum', 'beginntam', 'beginnam', 'termindatum', 'appointmentdate'],
  time: ['time', 'zeit', 'uhrzeit', 'starttime', 'startzeit', 'beginntum', 'beginnum', 'appointmenttime', 'terminzeit'],
  end: ['end', 'ende', 'bis', 'to', 'until', 'ends', 'endat', 'endsat', 'enddatetime', 'schluss'],
  endDate: ['enddate', 'enddatum', 'endetam', 'endetdatum', 'endeam', 'bisdatum'],
  endTime: ['endtime', 'endzeit', 'endetum', 'endeum', 'endezeit', 'biszeit', 'bisuhrzeit'],
  duration: [
    'duration',
    'dauer',
    'length',
    'minutes',
    'minuten',
    'durationminutes',
    'durationmin',
    'dauermin',
    'dauerminuten',
    'dauerinminuten',
    'min',
    'lange',
  ],
  title: [
    'title',
    'titel',
    'subject',
    'betreff',
    'summary',
    'event',
    'anlass',
    'thema',
    'bezeichnung',
    'appointment',
    'reason',
    'grund',
    'terminname',
    'eventname',
  ],
  type: [
    'type',
    'typ',
    'art',
    'kind',
    'category',
    'categories',
    'kategorie',
    'kategorien',
    'service',
    'leistung',
    'eventtype',
    'terminart',
    'terminartname',
    'appointmenttype',
    'behandlung',
  ],
  host: [
    'host',
    'hosts',
    'with',
    'mit',
    'staff',
    'mitarbeiter',
    'mitarbeiterin',
    'provider',
    'advisor',
    'berater',
    'beraterin',
    'coach',
    'doctor',
    'arzt',
    'arztin',
    'behandler',
    'behandlerin',
    'therapeut',
    'organizer',
    'meetingorganizer',
    'besprechungsplanung',
    'organisator',
    'bearbeiter',
    'zustandig',
    'teammember',
    'employee',
    'assignedto',
    'interviewer',
  ],
  hostEmail: ['hostemail', 'hostmail', 'staffemail', 'organizeremail', 'mitarbeiteremail', 'beratermail', 'berateremail'],
  name: [
    'name',
    'client',
    'clientname',
    'kunde',
    'kundin',
    'kundenname',
    'patient',
    'patientin',
    'patientname',
    'patientenname',
    'fullname',
    'vollstandigername',
    'customer',
    'customername',
    'contact',
    'kontakt',
    'invitee',
    'inviteename',
    'attendee',
    'attendeename',
    'guest',
    'gast',
    'teilnehmer',
    'klient',
    'klientin',
    'candidate',
    'bewerber',
    'ansprechpartner',
    'displayname',
    'anzeigename',
    'requiredattendees',
    'erforderlicheteilnehmer',
  ],
  firstName: ['firstname', 'vorname', 'givenname', 'inviteefirstname', 'first', 'rufname'],
  lastName: ['lastname', 'nachname', 'surname', 'familyname', 'familienname', 'zuname', 'inviteelastname', 'last'],
  email: [
    'email',
    'mail',
    'emailaddress',
    'emailadresse',
    'mailadresse',
    'clientemail',
    'kundenemail',
    'patientemail',
    'inviteeemail',
    'attendeeemail',
    'guestemail',
    'contactemail',
    'email1value',
    'email1',
    'emailaddress1',
  ],
  phone: [
    'phone',
    'telefon',
    'tel',
    'telefonnummer',
    'phonenumber',
    'mobile',
    'mobil',
    'handy',
    'mobilephone',
    'mobiltelefon',
    'clientphone',
    'rufnummer',
    'phone1value',
    'mobilenumber',
    'handynummer',
    'inviteephone',
    'telephone',
  ],
  location: ['location', 'ort', 'place', 'room', 'raum', 'where', 'adresse', 'address', 'zimmer', 'locationname'],
  notes: [
    'notes',
    'note',
    'notizen',
    'notiz',
    'description',
    'beschreibung',
    'comment',
    'comments',
    'kommentar',
    'bemerkung',
    'bemerkungen',
    'anmerkung',
    'anmerkungen',
    'hinweis',
    'details',
    'memo',
  ],
  status: ['status', 'state', 'zustand', 'terminstatus', 'showtimeas'],
  stage: ['stage', 'stufe', 'phase', 'pipeline', 'pipelinestage', 'stand'],
}

const plainHeader = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const fieldOf = new Map((Object.keys(headers) as ImportField[]).flatMap((field) => headers[field].map((name) => [name, field] as const)))

/** True: the first row names the columns, because it is called as columns are, or because it is unlike what stands below. */
export function hasHeader({ rows }: ParsedTable): boolean {
  const [first] = rows
  if (!first) return false
  const told = first.cells.filter((cell) => cell !== '')
  if (told.some(looksLikeData)) return false
  if (told.some((cell) => fieldOf.has(plainHeader(cell)))) return true
  return rows.length > 1 && told.length > 0 && rows.slice(1, 20).some(({ cells }) => cells.some(looksLikeData))
}

function looksLikeData(cell: string): boolean {
  return (
    /@.+\./u.test(cell) ||
    /^[+(]?\d[\d\s/().-]*$/u.test(cell) ||
    isMoment(cell) ||
    readDate(cell, 'dmy') !== null ||
    readTime(cell) !== null
  )
}

const sampleRows = 30

/** What is in each column, by its header, corrected by what stands below; each field once. */
export function guessColumns({ rows }: ParsedTable, isHeader: boolean, kind: ImportKind): (ImportField | null)[] {
  const width = Math.max(0, ...rows.slice(0, sampleRows).map(({ cells }) => cells.length))
  const below = rows.slice(isHeader ? 1 : 0, sampleRows)
  const taken = new Set<ImportField>()
  const columns = Array.from({ length: width }, (_, index) => {
    const samples = below.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '')
    const header = isHeader ? plainHeader(rows[0]?.cells[index] ?? '') : ''
    const field = refine(fieldOf.get(header) ?? bySamples(samples), samples)
    if (field === null || !fieldsOfKind[kind].includes(field) || taken.has(field)) return null
    taken.add(field)
    return field
  })
  // A column of names beside first and last names says the same once more.
  if (taken.has('firstName') && taken.has('lastName')) return columns.map((field) => (field === 'name' ? null : field))
  return columns
}

/** Without a header only what cannot be mistaken. */
function bySamples(samples: readonly string[]): ImportField | null {
  if (samples.length === 0) return null
  if (samples.every((cell) => /^\S+@\S+\.\S+$/u.test(cell))) return 'email'
  if (samples.every(isMoment)) return 'start'
  if (samples.every((cell) => readDate(cell, 'dmy') !== null || readDate(cell, 'mdy') !== null)) return 'date'
  if (samples.every((cell) => readTime(cell) !== null)) return 'time'
  return samples.every((cell) => /^\+\d[\d\s/().-]{6,}$/u.test(cell)) ? 'phone' : null
}

/** "Start" may be a day, a time, or both. */
function refine(field: ImportField | null, samples: readonly string[]): ImportField | null {
  // Outlook writes into "Show time as" which of its choices it is.
  if (field === 'status' && samples.length > 0 && samples.every((cell) => /^\d+$/u.test(cell))) return null
  if (field === 'host' && samples.length > 0 && samples.every((cell) => cell.includes('@'))) return 'hostEmail'
  const isOfStart = field === 'start' || field === 'date' || field === 'time'
  const isOfEnd = field === 'end' || field === 'endDate' || field === 'endTime'
  if (samples.length === 0 || (!isOfStart && !isOfEnd)) return field
  if (samples.every(isMoment)) return isOfStart ? 'start' : 'end'
  if (samples.every((cell) => readTime(cell) !== null)) return isOfStart ? 'time' : 'endTime'
  const areDays = samples.every((cell) => readDate(cell, 'dmy') !== null || readDate(cell, 'mdy') !== null)
  if (areDays) return isOfStart ? 'date' : 'endDate'
  return field
}

/** Whatever has a time is about appointments. */
export function guessKind(columns: Readonly<Record<ImportKind, readonly (ImportField | null)[]>>): ImportKind {
  return columns.appointments.some((field) => field === 'start' || field === 'date' || field === 'time') ? 'appointments' : 'clients'
}
