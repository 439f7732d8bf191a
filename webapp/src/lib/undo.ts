/** The one thing that `u` takes back: the last action that offered it, for ten seconds. */
let last: { run: () => void; until: number } | null = null

export function offerUndo(run: () => void, milliseconds = 10_000) {
  last = { run, until: Date.now() + milliseconds }
}

export function undoLast(): boolean {
  const action = last
  last = null
  if (!action || action.until < Date.now()) return false
  action.run()
  return true
}
