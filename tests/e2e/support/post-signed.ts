import { readFileSync } from 'node:fs'
import type { SigningProviderId } from '../../../src/shared/words.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'

/** One of the provider's own samples, as text. */
export function sampleOf(provider: SigningProviderId, name: string): string {
  return readFileSync(new URL(`../../fixtures/${provider}/${name}.json`, import.meta.url), 'utf8')
}

/** Posts a body as the provider does, signed with its first scheme. */
export async function postSigned(receiver: string, provider: SigningProviderId, body: string, secret: string): Promise<Response> {
  const { paths, schemes: own } = providers[provider]
  const rawBody = Buffer.from(body)
  return fetch(new URL(paths[0], receiver), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...schemes[own[0]].sign({ rawBody, secret, nowMs: Date.now() }) },
    body: rawBody,
  })
}
