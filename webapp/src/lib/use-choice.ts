import { useState } from 'react'

/** The highlighted row of a list that changes while someone types: what was chosen, or the first when that is gone. */
export function useChoice(values: string[]): [string, (value: string) => void] {
  const [chosen, setChosen] = useState('')
  return [values.includes(chosen) ? chosen : values[0] ?? '', setChosen]
}
