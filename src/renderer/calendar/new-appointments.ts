import { useEffect, useState } from 'react'
import { onAnnouncement } from '../desk/client.ts'

/** How long a new appointment carries its mark. */
const markedForMs = 10_000

/** Ids of the appointments that became known within the last ten seconds. */
export function useNewAppointments(): ReadonlySet<number> {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const unsubscribe = onAnnouncement(({ newAppointmentIds }) => {
      if (newAppointmentIds.length === 0) return
      setIds((known) => new Set([...known, ...newAppointmentIds]))
      const timer = setTimeout(() => {
        timers.delete(timer)
        setIds((known) => new Set([...known].filter((id) => !newAppointmentIds.includes(id))))
      }, markedForMs)
      timers.add(timer)
    })
    return () => {
      unsubscribe()
      for (const timer of timers) clearTimeout(timer)
    }
  }, [])
  return ids
}
