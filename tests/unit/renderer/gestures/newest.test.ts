import { expect, test } from 'vitest'
import { createNewest } from '../../../../src/renderer/gestures/newest.ts'

/** What stands on the screen, and a gesture that the desk answers when it is told to. */
function screen() {
  const shown: string[] = []
  const newest = createNewest<string>({
    show: (offer) => void shown.push(offer),
    hide: (offer) => void shown.splice(shown.indexOf(offer), 1),
  })
  const begin = (gesture: string) => {
    let answer: () => void = () => undefined
    let refuse: () => void = () => undefined
    const desk = new Promise<void>((resolve, reject) => {
      answer = resolve
      refuse = () => reject(new Error('refused'))
    })
    const done = newest.during(() => desk.then(() => newest.offer(gesture)))
    return { done, answer, refuse }
  }
  return { shown, newest, begin }
}

test('what is taken back while a gesture is being done is that gesture, and not the one before', async () => {
  const { shown, newest, begin } = screen()
  newest.offer('the one before')
  const { done, answer } = begin('the gesture')
  expect(shown).toEqual([])

  const taken = newest.take()
  answer()

  await done
  expect(await taken).toBe('the gesture')
  expect(shown).toEqual([])
  expect(newest.take()).toBeNull()
})

test('asked for twice it is taken back once', async () => {
  const { newest, begin } = screen()
  const { done, answer } = begin('the gesture')
  const [once, again] = [newest.take(), newest.take()]
  answer()
  await done
  expect([await once, await again]).toEqual(['the gesture', null])
})

test('while the desk refuses a gesture nothing is taken back, and the one before is on offer again', async () => {
  const { shown, newest, begin } = screen()
  newest.offer('the one before')
  const { done, refuse } = begin('the gesture')
  const taken = newest.take()
  refuse()
  await expect(done).rejects.toThrow('refused')
  expect(await taken).toBeNull()
  expect(shown).toEqual(['the one before'])
  expect(await newest.take()).toBe('the one before')
})

test('of two that are done at once the one that is answered last is on offer, whichever was begun first', async () => {
  const { shown, newest, begin } = screen()
  const [first, second] = [begin('first'), begin('second')]
  second.answer()
  await second.done
  expect(shown).toEqual(['second'])
  first.answer()
  await first.done
  expect(shown).toEqual(['first'])
  expect(await newest.take()).toBe('first')
})

test('by its own button only what is on offer is taken back, and not what is just leaving the screen', () => {
  const { shown, newest } = screen()
  newest.offer('the one before')
  newest.offer('the newest')
  expect([newest.takeThis('the one before'), shown]).toEqual([false, ['the newest']])
  expect([newest.takeThis('the newest'), newest.takeThis('the newest'), shown]).toEqual([true, false, []])
})
