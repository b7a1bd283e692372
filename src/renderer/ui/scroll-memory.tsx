import { useEffect, useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Memory } from '../app/memory.ts'
import classes from './page.module.css'

/** A scrolling region that comes back to where it stood. `ready` says that its content has its height, so that there is something to scroll. */
export function ScrollMemory({
  memory,
  label,
  ready,
  region: given,
  children,
}: {
  memory: Memory<{ scrollOffset: number }>
  label: string
  ready: boolean
  /** For what follows the scrolling. */
  region?: RefObject<HTMLDivElement | null>
  children: ReactNode
}) {
  const own = useRef<HTMLDivElement>(null)
  const region = given ?? own
  useEffect(() => {
    if (ready && region.current) region.current.scrollTop = memory.get().scrollOffset
  }, [ready, memory, region])
  return (
    <div
      ref={region}
      className={classes.scroll}
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={(scroll) => ready && memory.set({ scrollOffset: scroll.currentTarget.scrollTop })}
    >
      {children}
    </div>
  )
}
