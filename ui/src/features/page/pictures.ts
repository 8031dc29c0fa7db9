/** A pasted file's bytes as base64, for the way to the desk. */
export function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.onload = () => {
      const address = String(reader.result)
      resolve(address.slice(address.indexOf(',') + 1))
    }
    reader.readAsDataURL(file)
  })
}

/** The address at which the window can load the picture that `post` calls `link`. */
export function pictureUrl(base: string, post: string, link: string): string {
  if (/^(data|blob):/i.test(link)) return link
  return `${base}${encodeURIComponent(post)}?link=${encodeURIComponent(link)}`
}
