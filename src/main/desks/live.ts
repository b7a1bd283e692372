import type { FastifyReply } from 'fastify'
import type { DeskRole } from '../../shared/sharing-words.ts'

/** Answers that are still being given, each with the session that asked. */
export interface Live {
  /** Until the reply is over. */
  add(asked: { readonly token: string; readonly role: DeskRole }, reply: FastifyReply): void
  /** Cuts off those whose session has ended, or whose role is another one now. */
  judge(): void
  /** Ends what goes on for long, so that nothing waits for it. */
  endStreams(): void
}

/** Milliseconds between two looks at what ends by time alone; what a commit ends is looked at with the commit. */
const lookEveryMs = 15_000

/** @param roleOf of a session now; null: it has ended. */
export function createLive(roleOf: (token: string) => DeskRole | null): Live {
  const open = new Map<FastifyReply, { readonly token: string; readonly role: DeskRole }>()
  let timer: NodeJS.Timeout | null = null

  function judge(): void {
    for (const [reply, { token, role }] of open) if (roleOf(token) !== role) reply.raw.destroy()
  }

  return {
    add(asked, reply) {
      open.set(reply, asked)
      timer ??= setInterval(judge, lookEveryMs).unref()
      reply.raw.once('close', () => {
        open.delete(reply)
        if (open.size > 0 || timer === null) return
        clearInterval(timer)
        timer = null
      })
    },
    judge,
    endStreams() {
      // An answer of one piece is sent whole, and needs no end.
      for (const reply of open.keys()) if (reply.raw.headersSent) reply.raw.destroy()
    },
  }
}
