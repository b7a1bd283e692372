import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Found } from '../../shared/contract/find.ts'
import { desk } from '../desk/client.ts'

/** Two letters say enough to look for; a digit may be a delivery's number. */
const isEnough = (text: string): boolean => text.length > 1 || /^\d$/.test(text)

/** A pause in typing that a person does not notice, and that spares the desk a search for most letters. */
const pauseMs = 60

export interface FoundState {
  /** Undefined: nothing was looked for, or it has not come yet. */
  readonly data: Found | undefined
  readonly error: unknown
  readonly isEnough: boolean
  /** True: what this text finds has not come yet; `data` is what another one found, and stands only so that the list does not flicker. */
  readonly isLate: boolean
}

/**
 * What a text finds, a moment after it was typed.
 *
 * @param onSettled called when that has come, or cannot come; and again whenever it has changed, then with false.
 */
export function useFound(text: string, onSettled: (isFirstAnswer: boolean) => void): FoundState {
  const [settled] = useDebouncedValue(text, pauseMs)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['appointments', 'find', settled],
    queryFn: () => desk.find.everything({ text: settled }),
    enabled: isEnough(settled),
    placeholderData: (previous) => previous,
  })
  const enough = isEnough(text)
  const isLate = enough && (text !== settled || isPlaceholderData || (data === undefined && error === null))
  const tellSettled = useEffectEvent(onSettled)
  const isAwaited = useRef(true)
  useEffect(() => {
    if (!enough || isLate) isAwaited.current = true
    else if (data || error) {
      tellSettled(isAwaited.current)
      isAwaited.current = false
    }
  }, [data, error, enough, isLate])
  return { data: enough ? data : undefined, error: enough ? error : null, isEnough: enough, isLate }
}
