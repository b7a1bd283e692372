import type { ImportFile } from '../../shared/contract/imports.ts'
import { importChunkBytes, type ImportEncoding, type ImportSeparator } from '../../shared/import-words.ts'
import { desk } from '../desk/client.ts'

/** Sends a file to the desk in pieces, as every door takes them, and has it read. @param onProgress a part of 1. */
export async function sendFile(file: File, onProgress: (part: number) => void): Promise<ImportFile> {
  const { draftId } = await desk.imports.open({ fileName: file.name.slice(-255), bytes: file.size })
  for (let at = 0; at < file.size; at += importChunkBytes) {
    await desk.imports.add({ draftId, base64: await base64Of(file.slice(at, at + importChunkBytes)) })
    onProgress(Math.min(1, (at + importChunkBytes) / file.size))
  }
  return readAgain(draftId, null, null)
}

export function readAgain(draftId: string, encoding: ImportEncoding | null, separator: ImportSeparator | null): Promise<ImportFile> {
  return desk.imports.read({ draftId, encoding, separator })
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result.replace(/^data:[^,]*,/u, '') : ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file was not read')))
    reader.readAsDataURL(blob)
  })
}
