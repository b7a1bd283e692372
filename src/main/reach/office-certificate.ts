import { unwatchFile, watchFile } from 'node:fs'
import type { Settings } from '../../shared/settings.ts'
import { readCertificate } from './certificate.ts'
import type { CertificateReading } from './certificate.ts'

/** The office's own certificate, as the settings name it. */
export interface OfficeCertificate {
  /** Reads the files anew. Null: the settings name none, the receiver speaks HTTP. */
  load(): Promise<CertificateReading | null>
  /** What `load` found last; null: none is set. */
  reading(): CertificateReading | null
  close(): void
}

export interface OfficeCertificateParts {
  readonly settings: () => Pick<Settings, 'tls'>
  readonly now: () => number
  /** One of the files is another one than `load` has read. */
  readonly onRenewal: () => void
  /** Milliseconds between two looks at the files. */
  readonly lookEveryMs?: number
}

/** Certificates are renewed weeks before they end. */
const minuteMs = 60_000

/**
 * Looks at the files' times instead of being told by the system: what renews certificates puts other files in place of links, and folders
 * on a network tell nothing.
 */
export function createOfficeCertificate({ settings, now, onRenewal, lookEveryMs = minuteMs }: OfficeCertificateParts): OfficeCertificate {
  let reading: CertificateReading | null = null
  let watched: readonly string[] = []

  function watch(files: readonly string[]): void {
    if (files.join('\n') === watched.join('\n')) return
    for (const file of watched) unwatchFile(file, onRenewal)
    for (const file of files) watchFile(file, { interval: lookEveryMs, persistent: false }, onRenewal)
    watched = files
  }

  return {
    async load() {
      const { tls } = settings()
      watch(tls === null ? [] : [tls.certificateFile, tls.keyFile])
      reading = tls === null ? null : await readCertificate(tls, now())
      return reading
    },
    reading: () => reading,
    close: () => watch([]),
  }
}
