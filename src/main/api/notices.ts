import { mostCounted } from '../notices/watch.ts'
import { countNotices, getNoticeMark, listNotices, moveNoticeMark } from '../store/notices.ts'
import { openOs } from './implementer.ts'

const mostListed = 100

export const notices = {
  list: openOs.notices.list.handler(({ context: { store } }) => {
    const seenUpTo = getNoticeMark(store.read, 'seen')
    return {
      notices: listNotices(store.read, { afterId: 0, limit: mostListed }),
      seenUpTo,
      unseen: countNotices(store.read, { afterId: seenUpTo, most: mostCounted }),
    }
  }),

  markSeen: openOs.notices.markSeen.handler(async ({ context, input }) => {
    await context.writer.submit((db, notes) => {
      if (moveNoticeMark(db, 'seen', input.upTo)) notes.topic('notices')
    })
    return { ok: true }
  }),
}
