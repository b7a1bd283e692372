import { defaultSettings } from '../../shared/settings.ts'

/*
 * The framework's defaults would let one slow socket hold its place for ever, so each of these is set on purpose. What an admin may want to
 * change is in `settings.guards`: sizes, times for a head and a whole request, nesting, connections.
 */

const { guards } = defaultSettings()

/** What counts where the settings cannot be asked: for the receiver that stands in while the desk is away. Bytes and milliseconds. */
export const bodyLimitBytes = guards.bodyBytes
export const maxHeaderBytes = guards.headerBytes
export const headersTimeoutMs = guards.headersSeconds * 1000
export const requestTimeoutMs = guards.requestSeconds * 1000

/** Milliseconds for the TLS handshake; Node's own 120 s would let whoever says nothing hold a socket. */
export const handshakeTimeoutMs = 5_000

/** How often Node looks for requests that are over time; its own 30 s would triple the limits above. */
export const timeoutCheckMs = 1_000

/** Longer than the 60 s after which tunnels and proxies usually drop an idle connection, so that they drop it and not we in the middle of a request. */
export const keepAliveTimeoutMs = 65_000

/** Milliseconds that requests under way have to end when the desk closes. */
export const closeWithinMs = 4_000

/** Requests for pages and unknown paths, by everyone together: behind a tunnel all have the same address. */
export const pageRequestsPerMinute = 300

/** Requests to register Google's channels, by everyone together: an admin, or a script of theirs. */
export const setupRequestsPerMinute = 30
