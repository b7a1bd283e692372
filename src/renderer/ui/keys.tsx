import { Kbd } from '@mantine/core'
import type { MessageKey } from '../../shared/messages/translator.ts'
import classes from './marks.module.css'
import { t } from './t.tsx'

const isMac = navigator.userAgent.includes('Mac')

const signs: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

const names: Record<string, MessageKey> = {
  Escape: 'ui.keys.escape',
  Enter: 'ui.keys.enter',
  PageUp: 'ui.keys.pageUp',
  PageDown: 'ui.keys.pageDown',
  Home: 'ui.keys.home',
  End: 'ui.keys.end',
  Delete: 'ui.keys.delete',
  ' ': 'ui.keys.space',
}

/** A command's keys as caps: `g c` is G then C, `mod+k` is Ctrl K or ⌘ K. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(' ').map((stroke, index) => (
        <span key={index}>
          {index > 0 && ' '}
          <Kbd>{strokeName(stroke)}</Kbd>
        </span>
      ))}
    </span>
  )
}

function strokeName(stroke: string): string {
  const [, modifier, key = stroke] = /^(mod\+shift|mod|alt|shift)\+(.+)$/.exec(stroke) ?? []
  const named = names[key]
  const name = named ? t(named) : (signs[key] ?? key.toUpperCase())
  if (modifier === 'mod+shift') return `${isMac ? '⇧⌘' : `${t('ui.keys.ctrl')} ⇧`} ${name}`
  if (modifier === 'mod') return `${isMac ? '⌘' : t('ui.keys.ctrl')} ${name}`
  if (modifier === 'shift') return `⇧ ${name}`
  return modifier === 'alt' ? `${isMac ? '⌥' : 'Alt'} ${name}` : name
}
