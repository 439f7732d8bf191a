const units = ['B', 'KB', 'MB', 'GB']

/** Bytes as people say them: 512 B, 14 KB, 3.2 MB. */
export function formatSize(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${unit > 1 && size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`
}
