/**
 * The text of a notification as words and nothing else. On Linux the desktop takes it for markup and may draw links and load pictures from it,
 * and Electron hands it on as it is. https://specifications.freedesktop.org/notification-spec/latest/markup.html
 */
export function withoutMarkup(text: string, platform: NodeJS.Platform = process.platform): string {
  // An escaped bracket would be shown as it is by desktops without markup.
  return platform === 'linux' ? text.replaceAll('<', '\u2039').replaceAll('>', '\u203a') : text
}
