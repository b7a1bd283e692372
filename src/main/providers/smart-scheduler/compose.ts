import type { ComposeContext } from '../provider.ts'

export const smartSchedulerTestEvents = ['appointment.created', 'appointment.updated', 'appointment.cancelled'] as const

export interface SmartComposeContext extends ComposeContext {
  readonly metadata?: Record<string, unknown>
}

export function composeSmartSchedulerBody(event: string, context: SmartComposeContext) {
  return {
    event,
    appointment: {
      id: `ss_${context.unique}`,
      scheduledAt: new Date(context.startMs).toISOString(),
      duration: context.durationMinutes,
      type: context.eventType.slug.replaceAll('-', '_'),
      client: { email: context.client.email, name: context.client.name },
      host: { email: context.host.email, name: context.host.name, role: context.host.role },
      ...(context.metadata && { metadata: context.metadata }),
    },
  }
}
