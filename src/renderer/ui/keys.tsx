import { Kbd } from '@mantine/core'

const isMac = navigator.userAgent.includes('Mac')

const names: Record<string, string> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: 'Enter',
  PageUp: 'Page up',
  PageDown: 'Page down',
}

/** A command's keys as caps: `g c` is G then C, `mod+k` is Ctrl K or ⌘ K. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span>
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
  const [key, modified] = stroke.startsWith('mod+') ? [stroke.slice(4), true] : [stroke, false]
  const name = names[key] ?? key.toUpperCase()
  return modified ? `${isMac ? '⌘' : 'Ctrl'} ${name}` : name
}
