import { ipcRenderer } from 'electron'
import { portHandedOver, portOffered, portWanted } from '../shared/port-names.ts'

// A port cannot pass through contextBridge; it goes by window.postMessage, after the page has asked.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== portWanted) return
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage(portOffered, null, [port1])
  window.postMessage(portHandedOver, window.origin, [port2])
})
