import type { ReactNode } from 'react'
import { t } from '../ui/t.tsx'
import classes from './sheet.module.css'
import type { SheetSize } from './print-order.ts'

export interface SheetProps {
  readonly size: SheetSize
  readonly title: string
  /** Whose appointments these are. */
  readonly who: string
  readonly count: number
  readonly withNames: boolean
  /** `21 Nov 14:02`: how old the paper is. */
  readonly printedAt: string
  readonly children: ReactNode
}

/** Height of what stands above the thing itself, in millimetres. */
export const headMm = 12

/** One page: black on white, whatever the window's colours are. */
export function Sheet({ size, title, who, count, withNames, printedAt, children }: SheetProps) {
  const asides = [
    t('print.count', { count }),
    t('print.leftOut'),
    ...(withNames ? [] : [t('print.namesLeftOut')]),
    t('print.printedAt', { at: printedAt }),
  ]
  return (
    <section className={classes.sheet} style={{ width: `${size.width}mm`, height: `${size.height}mm` }}>
      <header className={classes.head} style={{ height: `${headMm}mm` }}>
        <h1 className={classes.title}>{title}</h1>
        <span className={classes.whose}>{who}</span>
        <span className={classes.asides}>{asides.join(' · ')}</span>
      </header>
      {count === 0 ? <p className={classes.none}>{t('print.none')}</p> : children}
    </section>
  )
}
