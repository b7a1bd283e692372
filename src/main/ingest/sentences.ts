import { providerNames, type ChangeKind, type ProviderId } from '../../shared/words.ts'
import type { SignatureScheme, VerificationFailure } from '../signatures/signature.ts'

/*
 * What became of a delivery, in one plain sentence, and what to do where something is to be done.
 * The log shows it as it was at that moment, so it is kept with the delivery.
 */

const kindSentences: Record<ChangeKind, string> = {
  created: 'A new appointment.',
  requested: 'A new appointment that waits for confirmation.',
  updated: 'The appointment was changed.',
  rescheduled: 'The appointment was moved.',
  superseded: 'The appointment was replaced by another one.',
  cancelled: 'The appointment was cancelled.',
  declined: 'The request was declined.',
  completed: 'The appointment was completed.',
  no_show: 'The client did not come.',
  no_show_undone: 'The no-show was taken back.',
  host_no_show: 'The host did not come.',
  payment_started: 'A payment was begun, and is not made yet.',
  paid: 'The appointment was paid.',
  arrived: 'The client has arrived.',
  undone: 'What was said at the desk was taken back.',
}

/** @param kinds what became different; `lead`: somebody filled in a form without booking. */
export function acceptedSentence(kinds: readonly (ChangeKind | 'lead')[]): string {
  const told = new Set(kinds.map((kind) => (kind === 'lead' ? 'Somebody filled in a form without booking.' : kindSentences[kind])))
  return [...told].join(' ')
}

export function ignoredSentence(providerEvent: string): string {
  return `Authentic. Deskbell does not act on "${providerEvent}", so it was only kept.`
}

export const staleSentence = 'Authentic, but nothing in it is news: what is known already says the same or is newer.'

export function duplicateSentence(firstId: number): string {
  return `The same delivery came before, as number ${firstId}. Nothing was done twice.`
}

export function appliedAgainSentence(firstId: number, kinds: readonly (ChangeKind | 'lead')[]): string {
  return `Deskbell had failed on it as number ${firstId}; now it was applied. ${acceptedSentence(kinds)}`.trim()
}

/** @param reason of the error, which may quote the body: it belongs into the database and into no log file. */
export function failedSentence(reason: string): string {
  return `Authentic and kept, but Deskbell failed on it: ${reason}. It is tried again when the provider sends it again.`
}

/** @param outcome what applying it did. */
export function editedSentence(fromId: number, outcome: string): string {
  return `Nobody sent this: it was made at this desk from delivery ${fromId}, by changing its body. ${outcome}`
}

export function failedAgainSentence(firstId: number, reason: string): string {
  return `The same delivery came before, as number ${firstId}, and Deskbell failed on it again: ${reason}.`
}

export function quarantinedSentence(provider: ProviderId, finding: string): string {
  return `Authentic and kept, but Deskbell cannot read it: ${finding}. Nothing was changed; look at the body, and tell ${providerNames[provider]} or us.`
}

export function notJsonSentence(finding: string): string {
  return `The body is not JSON that can be read: ${finding}. The sender has to correct it.`
}

export function wrongShapeSentence(finding: string): string {
  return `The body is not of the agreed shape: ${finding}. The sender has to correct it.`
}

export const conflictSentence =
  'A delivery with the same id and another body came before. The sender has to give each message an id of its own.'

export const floodSentence =
  'Too many refused deliveries within a short time: further ones are only counted. Authentic ones are still taken.'

export const authenticFloodSentence =
  'More authentic deliveries within a short time than are taken: the provider was asked to send this one and those after it again a little later. The limit is in Settings, under Guards.'

/** @param address null: the sender was gone already. */
export function addressSentence(address: string | null): string {
  return `It came from ${address ?? 'an address that was gone already'}, which is not on the list of addresses that may post. The list is in Settings, under Guards.`
}

/** @param name as the sender called us; only what a name can look like is repeated. */
export function hostSentence(name: string): string {
  const told = /^[a-z0-9.:[\]_-]{1,253}$/i.test(name) ? `by the name ${name}` : 'by no name that could be one'
  return `It called this desk ${told}, which is not on the list of names. The list is in Settings, under Guards.`
}

export function lockedSentence(provider: ProviderId): string {
  return `The signing secret of ${providerNames[provider]} cannot be opened now, so nothing could be verified. Unlock the secrets on the Settings page; the sender was told to try again.`
}

export function typeSentence(contentType: string | undefined): string {
  if (contentType === undefined) return 'It did not say what kind of content it has. The sender has to send application/json.'
  return 'Its content is not JSON by its own account, or is compressed. The sender has to send application/json, uncompressed.'
}

export function sizeSentence(bytes: number, most: number): string {
  return `The body has ${bytes > most ? `${bytes} bytes, ` : ''}more than the ${most} that are taken. It was not read.`
}

/** @param skewSeconds the sender's clock minus ours. @param toleranceSeconds by which it may differ; absent: as the scheme says. */
export function refusedSentence(
  provider: ProviderId,
  scheme: SignatureScheme,
  failure: VerificationFailure,
  skewSeconds: number | null,
  toleranceSeconds: number = scheme.toleranceSeconds ?? 0,
): string {
  const name = providerNames[provider]
  switch (failure) {
    case 'secret-missing':
      return `No signing secret is set for ${name}, so nothing is taken. Set it on the Providers page.`
    case 'header-missing':
      return scheme.id === 'api-key'
        ? 'It carried no API key. Set the key at the sender.'
        : `Not signed: the signature is missing. Set the signing secret at ${name}.`
    case 'header-repeated':
      return 'It carried the same signature header more than once, so that it is unclear which one counts.'
    case 'header-malformed':
      return `Its signature does not look like one of ${name}. Check that the sender uses the scheme that is set here.`
    case 'not-signed':
      return `Not signed: Cal.com sent its text for "no secret". Set the secret at Cal.com.`
    case 'timestamp-malformed':
      return 'The time in its signature is not a number of seconds.'
    case 'too-old':
    case 'too-new':
      return clockSentence(failure, skewSeconds, toleranceSeconds)
    case 'mismatch':
      return scheme.id === 'api-key'
        ? 'Its API key is not the one that is set here.'
        : 'The signature was made with a different secret, or the body was changed on the way.'
  }
}

function clockSentence(failure: 'too-old' | 'too-new', skewSeconds: number | null, toleranceSeconds: number): string {
  const side = failure === 'too-old' ? 'behind' : 'ahead of'
  const distance = skewSeconds === null ? 'further' : `${Math.abs(skewSeconds)} s`
  return `The sender's clock is ${distance} ${side} ours, more than the ${toleranceSeconds} s that are allowed. Check both clocks, or whether something held the delivery up.`
}

/** @param isNews false: the first message of a channel. */
export function channelSentence(isNews: boolean): string {
  return isNews
    ? 'Google tells that something in a calendar is new, and not what. The calendar is read; what that changed stands below.'
    : 'Google tells that a channel works. Nothing is to be done.'
}

export function channelRefusedSentence(failure: VerificationFailure | 'unknown'): string {
  if (failure === 'unknown')
    return 'It names a channel that is not registered here, or not any more. A channel that was stopped can go on for a short while.'
  if (failure === 'header-missing') return "It is not a notification of Google's: the channel's id or token is missing."
  if (failure === 'header-repeated')
    return "It carried one of the channel's headers more than once, so that it is unclear which one counts."
  return "It names a channel of ours, but not with that channel's token and calendar, so it is not from Google."
}

export const setupLockedSentence =
  'The setup key cannot be opened now, so nothing could be verified. Unlock the secrets on the Settings page; the sender was told to try again.'
