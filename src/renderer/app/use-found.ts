import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
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
}

/** What a text finds, a moment after it was typed. @param onFound called when something new came. */
export function useFound(text: string, onFound: () => void): FoundState {
  const [settled] = useDebouncedValue(text, pauseMs)
  const { data, error } = useQuery({
    queryKey: ['appointments', 'find', settled],
    queryFn: () => desk.find.everything({ text: settled }),
    enabled: isEnough(settled),
    placeholderData: (previous) => previous,
  })
  useEffect(() => {
    if (data) onFound()
  }, [data, onFound])
  const enough = isEnough(text)
  return { data: enough ? data : undefined, error: enough ? error : null, isEnough: enough }
}
