import { BrowserWindow, nativeImage } from 'electron'
import type { App, NativeImage } from 'electron'

/** The count on the app's icon: as a number on macOS and some Linux desktops, as a dot on Windows. The windows' titles tell it everywhere. */
export function showBadge(app: App, count: number): void {
  app.setBadgeCount(count)
  if (process.platform !== 'win32') return
  for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(count === 0 ? null : dot(), count === 0 ? '' : String(count))
}

const size = 16

/** A red disc; the taskbar has no room for digits. */
function dot(): NativeImage {
  const pixels = Buffer.alloc(size * size * 4)
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const [x, y] = [(pixel % size) - size / 2 + 0.5, Math.floor(pixel / size) - size / 2 + 0.5]
    // In the order blue, green, red, alpha.
    if (Math.hypot(x, y) <= size / 2) pixels.set([0x23, 0x23, 0xb4, 0xff], pixel * 4)
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size })
}
