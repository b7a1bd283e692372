/** With which signed exports and anchors are signed: exports/signed.ts. What it signed is recognised by it, so it is missed where it is gone. */
export const exportKeyName = 'export signing key'
/** Under which prints of API keys are made: explain/credential-prints.ts. */
export const fingerprintKeyName = 'fingerprint key'
/** With which the booking page signs: booking/page-key.ts. */
export const bookingPageKeyName = 'booking page key'

/** Keys that the desk makes for itself: nobody set them, so that no change tells of them. */
export const ownKeyNames: readonly string[] = [exportKeyName, fingerprintKeyName, bookingPageKeyName]
/** Of these nobody misses one: where it cannot be opened, a new one is made. */
export const unmissedKeyNames: readonly string[] = [fingerprintKeyName, bookingPageKeyName]
