import { expect, onTestFinished, test, vi } from 'vitest'
import { connectDeskOverHttp } from '../../../src/renderer/desk/http-connection.ts'

test('with each call a page says how long nobody has done anything in it', async () => {
  const said: (string | null)[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    said.push(request.headers.get('deskbell-idle'))
    const isStream = request.url.endsWith('/announcements')
    return isStream
      ? new Response('event: message\ndata: {"json":{"seq":0,"topics":[],"newAppointmentIds":[]}}\n\n', {
          headers: { 'content-type': 'text/event-stream' },
        })
      : Response.json({ json: [] })
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  let seconds = 7
  const checks = ['in', 'out'] as const
  let asked = 0
  const { desk } = connectDeskOverHttp({
    url: 'http://127.0.0.1:9/desk/rpc',
    check: async () => checks[Math.min(asked++, 1)] ?? 'out',
    headers: () => ({ 'deskbell-idle': String((seconds += 1)) }),
  })
  await desk.hosts.list()
  expect(said.slice(0, 2)).toEqual(['8', '9'])
})
