import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { findPasskey, listPasskeys, type DeskPasskeyRow } from '../store/desks-passkeys.ts'
import type { DeskPersonRow } from '../store/desks-people.ts'
import type { ReadDb } from '../store/db.ts'
import type { Ceremonies } from './ceremonies.ts'

type Told<Kind extends (...given: never[]) => Promise<unknown>> = { readonly ceremony: string; readonly options: Awaited<ReturnType<Kind>> }

export interface Answered<Response> {
  readonly ceremony: string
  readonly response: Response
  /** Of the page that asked, such as `https://desk.example.com`. */
  readonly origin: string
}

/** A passkey that signs in, with what its counter was and is. */
export interface UsedPasskey {
  readonly passkey: DeskPasskeyRow
  readonly counter: number
}

/** Passkeys by WebAuthn. `stale`: the question was answered already, or took too long. `wrong`: the answer does not fit it. */
export interface Passkeys {
  askToRegister(person: Pick<DeskPersonRow, 'id' | 'name' | 'handle'>, rpId: string): Promise<Told<typeof generateRegistrationOptions>>
  register(answered: Answered<RegistrationResponseJSON>): Promise<DeskPasskeyRow | 'stale' | 'wrong'>
  askToSignIn(rpId: string): Promise<Told<typeof generateAuthenticationOptions>>
  signIn(answered: Answered<AuthenticationResponseJSON>): Promise<UsedPasskey | 'stale' | 'wrong'>
}

/** COSE's numbers of Ed25519, ES256 and RS256: what every runtime verifies, and authenticators have. */
const algorithms = [-8, -7, -257]

export function createPasskeys(db: ReadDb, ceremonies: Ceremonies): Passkeys {
  return {
    async askToRegister({ id, name, handle }, rpId) {
      const options = await generateRegistrationOptions({
        rpName: 'Deskbell',
        rpID: rpId,
        userName: name,
        userDisplayName: name,
        userID: new Uint8Array(handle),
        excludeCredentials: listPasskeys(db, id).map((passkey) => ({ id: passkey.id, transports: [...passkey.transports] })),
        // Found by the authenticator itself: nobody types a name, and we tell nobody who has one.
        supportedAlgorithmIDs: algorithms,
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      })
      return { ceremony: ceremonies.begin({ challenge: options.challenge, rpId, personId: id }), options }
    },
    async register({ ceremony, response, origin }) {
      const asked = ceremonies.take(ceremony, 'register')
      if (asked === null || asked.personId === null) return 'stale'
      const { challenge: expectedChallenge, rpId, personId } = asked
      const checked = await verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: false,
        supportedAlgorithmIDs: algorithms,
      }).catch(doesNotFit)
      if (checked === null || !checked.verified) return 'wrong'
      const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential
      return { id, personId, rpId, publicKey: Buffer.from(publicKey), counter, transports }
    },
    async askToSignIn(rpId) {
      const options = await generateAuthenticationOptions({ rpID: rpId, userVerification: 'preferred' })
      return { ceremony: ceremonies.begin({ challenge: options.challenge, rpId, personId: null }), options }
    },
    async signIn({ ceremony, response, origin }) {
      const asked = ceremonies.take(ceremony, 'sign-in')
      if (asked === null) return 'stale'
      const { challenge: expectedChallenge, rpId } = asked
      const passkey = findPasskey(db, response.id)
      if (passkey === null || passkey.rpId !== rpId) return 'wrong'
      const { id, counter } = passkey
      const checked = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        credential: {
          id,
          counter,
          publicKey: new Uint8Array(passkey.publicKey),
          transports: [...passkey.transports],
        },
        requireUserVerification: false,
      }).catch(doesNotFit)
      if (checked === null || !checked.verified) return 'wrong'
      return { passkey, counter: checked.authenticationInfo.newCounter }
    },
  }
}

/** The library throws for whatever does not fit, with words that quote it. */
function doesNotFit(): null {
  return null
}
