/*
 * The framework's defaults would let one slow socket hold its place for ever, so each of these is set on purpose.
 */

/** Cal.com's payloads, the largest, are about 10 KB. */
export const bodyLimitBytes = 256 * 1024

/** Milliseconds for the head of a request: senders are machines, and their first packet usually holds all of it. */
export const headersTimeoutMs = 5_000

/** Milliseconds for the TLS handshake; Node's own 120 s would let whoever says nothing hold a socket. */
export const handshakeTimeoutMs = 5_000

/** Milliseconds for the whole request. Calendly itself waits no longer for the connection alone. */
export const requestTimeoutMs = 10_000

/** How often Node looks for requests that are over time; its own 30 s would triple the limits above. */
export const timeoutCheckMs = 1_000

/** Longer than the 60 s after which tunnels and proxies usually drop an idle connection, so that they drop it and not we in the middle of a request. */
export const keepAliveTimeoutMs = 65_000

/** Node's own default, said so that a flag of the process cannot raise it. */
export const maxHeaderBytes = 16 * 1024

/** Milliseconds that requests under way have to end when the desk closes. */
export const closeWithinMs = 4_000

/** Requests for pages and unknown paths, by everyone together: behind a tunnel all have the same address. */
export const pageRequestsPerMinute = 300

/** Requests to register Google's channels, by everyone together: an admin, or a script of theirs. */
export const setupRequestsPerMinute = 30
