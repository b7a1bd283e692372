/** Pixels: the page shows it at most at half of that, so that it is sharp on dense screens. */
const widest = 384
const highest = 96

/**
 * The picture as a data address of a PNG, no larger than the page needs it; what else the file carried, such as where a photograph was
 * taken, is left behind. Null: it is no picture that a browser reads.
 */
export async function logoOf(file: Blob): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, widest / picture.width, highest / picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return canvas.toDataURL('image/png')
  } catch {
    return null
  }
}
