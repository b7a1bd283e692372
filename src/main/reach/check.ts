import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { ReachOutcome } from '../../shared/contract/reach.ts'
import type { Proofs } from './proofs.ts'

export interface CheckParts {
  readonly proofs: Proofs
  /** Where the request goes in place of the public address, which is then only told in the `Host` header; null: to that address. */
  readonly via: string | null
  readonly timeoutMs?: number
}

const answerTimeoutMs = 10_000
/** Ours has 80 characters. */
const longestAnswer = 1_024

/**
 * Asks for a nonce under our own public address, as a provider would come to us; reached, when the answer is the one that only this run of
 * this desk can give. Follows nothing that leads elsewhere: a provider does not either. Never rejects.
 */
export async function checkAddress(publicUrl: string, { proofs, via, timeoutMs = answerTimeoutMs }: CheckParts): Promise<ReachOutcome> {
  const { nonce, proof } = proofs.issue()
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const { status, text } = await ask(new URL(`/api/reach/${nonce}`, via ?? publicUrl), new URL(publicUrl).host, signal)
    if (status === 200 && proofIn(text) === proof) return 'reached'
    // What stands before us says that it does not reach us.
    return status >= 502 && status <= 504 ? 'no-answer' : 'not-us'
  } catch (error) {
    return signal.aborted ? 'timed-out' : outcomeOf(error)
  } finally {
    proofs.forget(nonce)
  }
}

function ask(url: URL, host: string, signal: AbortSignal): Promise<{ readonly status: number; readonly text: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is open already proves nothing of the way that a provider takes now.
    const asked = request(url, { agent: false, headers: { host, accept: 'application/json', 'user-agent': 'Deskbell' }, signal })
    asked.once('response', (response: IncomingMessage) => {
      let text = ''
      response.setEncoding('latin1')
      response.on('data', (piece: string) => {
        text += piece
        if (text.length <= longestAnswer) return
        response.destroy()
        resolve({ status: response.statusCode ?? 0, text: '' })
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.once('error', reject)
    })
    asked.once('error', reject)
    asked.end()
  })
}

function proofIn(text: string): unknown {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null && 'proof' in answer ? answer.proof : null
  } catch {
    return null
  }
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function outcomeOf(error: unknown): ReachOutcome {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'ENOTFOUND') return 'name-unknown'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ETIMEDOUT') return 'timed-out'
  return certificateCodes.has(code) || code.startsWith('CERT_') ? 'certificate' : 'no-answer'
}
