/** +15550142 → "+1 555 0142"-like grouping for North American numbers; others stay as they are. */
export function formatPhone(address: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address)
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : address
}
