/** The desk says at least every five seconds that a stream still stands (oRPC's keep-alive comments): four times that is no pause any more. */
const silentForMs = 20_000

/**
 * A streamed answer that is called off when nothing came for too long. A machine that slept, or whose network went away, is not told that
 * a connection has ended: it would wait for ever.
 */
export function watchForSilence(answer: Response, onSilence: () => void): Response {
  if (!answer.body) return answer
  let timer = setTimeout(onSilence, silentForMs)
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onSilence, silentForMs)
  }
  const reader = answer.body.getReader()
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        heard()
        if (!done) return controller.enqueue(value)
        clearTimeout(timer)
        controller.close()
      } catch (error) {
        clearTimeout(timer)
        controller.error(error)
      }
    },
    async cancel(reason) {
      clearTimeout(timer)
      await reader.cancel(reason)
    },
  })
  return new Response(watched, { status: answer.status, statusText: answer.statusText, headers: answer.headers })
}
