import { notifications } from '@mantine/notifications'
import { errorSentence } from './error-words.ts'

/** Says that something was done, for a few seconds. */
export function tell(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true })
}

/** Says that something could not be done and why; stays until it is closed. */
export function tellFailure(title: string, error: unknown): void {
  notifications.show({ title, message: errorSentence(error), color: 'red', autoClose: false, withBorder: true, role: 'alert' })
}
