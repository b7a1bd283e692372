import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifyChannelToken, type WatchedChannel } from '../../../src/main/signatures/google-channel-token.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { ArrivalHeaders, VerificationInput } from '../../../src/main/signatures/signature.ts'
import type { SchemeId } from '../../../src/shared/words.ts'

interface Vector {
  id: string
  scheme: SchemeId
  secret: string
  previousSecret?: string
  toleranceSec?: number
  now: number
  channel?: Omit<WatchedChannel, 'tokenSha256'>
  headers: Record<string, string>
  body: string
  valid: boolean
  why: string
}

const vectors = JSON.parse(readFileSync(new URL('../../fixtures/signature-vectors.json', import.meta.url), 'utf8')) as Vector[]

function headersOf(vector: Vector): ArrivalHeaders {
  return Object.fromEntries(Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function inputOf(vector: Vector): VerificationInput {
  const previous = vector.previousSecret === undefined ? [] : [{ key: 'previous' as const, secret: vector.previousSecret }]
  return {
    headers: headersOf(vector),
    rawBody: Buffer.from(vector.body),
    secrets: [{ key: 'current', secret: vector.secret }, ...previous],
    nowMs: vector.now * 1000,
    toleranceSeconds: vector.toleranceSec ?? 0,
  }
}

function verifies(vector: Vector): boolean {
  if (vector.scheme === 'google-channel-token')
    return verifyChannelToken(headersOf(vector), { ...vector.channel!, tokenSha256: hash('sha256', vector.secret, 'buffer') }).ok
  return schemes[vector.scheme].verify(inputOf(vector)).ok
}

test('there are 122 vectors, for every scheme that we know', () => {
  expect(vectors).toHaveLength(122)
  expect(new Set(vectors.map((vector) => vector.scheme))).toEqual(new Set([...Object.keys(schemes), 'google-channel-token']))
})

describe.each([...new Set(vectors.map((vector) => vector.scheme))])('%s', (scheme) => {
  test.each(vectors.filter((vector) => vector.scheme === scheme))('$id: $why', (vector) => {
    expect(verifies(vector)).toBe(vector.valid)
  })
})

test('the secret that matched is named', () => {
  const rotated = vectors.filter((vector) => vector.previousSecret !== undefined)
  const keys = rotated.map((vector) => {
    const verification = schemes[vector.scheme as Exclude<SchemeId, 'google-channel-token'>].verify(inputOf(vector))
    return verification.ok && verification.key
  })
  expect(keys).toEqual(rotated.map(() => 'previous'))
})

test('a declared tolerance is the one of the vectors', () => {
  const told = vectors.filter((vector) => vector.toleranceSec !== undefined && vector.scheme !== 'google-channel-token')
  const differing = told.filter(
    (vector) => schemes[vector.scheme as Exclude<SchemeId, 'google-channel-token'>].toleranceSeconds !== vector.toleranceSec,
  )
  expect(differing).toEqual([])
})
