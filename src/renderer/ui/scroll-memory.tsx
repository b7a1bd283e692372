import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { Memory } from '../app/memory.ts'
import classes from './page.module.css'

/** A scrolling region that comes back to where it stood. `ready` says that its content has its height, so that there is something to scroll. */
export function ScrollMemory({
  memory,
  label,
  ready,
  children,
}: {
  memory: Memory<{ scrollOffset: number }>
  label: string
  ready: boolean
  children: ReactNode
}) {
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ready && region.current) region.current.scrollTop = memory.get().scrollOffset
  }, [ready, memory])
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
