import { html } from 'ghtml'
import { createTranslator, languageFor, type Language, type Translate } from '../../shared/messages/translator.ts'

const translators = new Map<Language, Translate>()

/** Why nobody gets in this way, and what the admin does about it: in the visitor's language, without a word of whose office it is. */
export function insecurePage(acceptLanguage: string | undefined): string {
  const language = languageFor(null, acceptLanguage ?? '')
  const t = translators.get(language) ?? createTranslator(language).t
  translators.set(language, t)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${t('deskDoor.insecure.title')}</title>
      </head>
      <body>
        <main>
          <h1>${t('deskDoor.insecure.title')}</h1>
          <p>${t('deskDoor.insecure.why')}</p>
          <h2>${t('deskDoor.insecure.remedy')}</h2>
          <ul>
            <li>${t('deskDoor.insecure.certificate')}</li>
            <li>${t('deskDoor.insecure.proxy')}</li>
            <li>${t('deskDoor.insecure.here')}</li>
          </ul>
        </main>
      </body>
    </html>`
}

/** It brings nothing along, and runs nothing. */
export const insecurePagePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
