import type { Attached, Desk } from '../../ipc'
import { base64 } from './pictures'

/** Hands pasted files to the desk one after the other. */
export async function pastedPictures(
  desk: Pick<Desk, 'attachPasted'>,
  path: string,
  files: readonly File[],
): Promise<Attached[]> {
  const attached: Attached[] = []
  for (const file of files) attached.push(await desk.attachPasted(path, file.name, await base64(file)))
  return attached
}
