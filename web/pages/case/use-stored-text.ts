import { useState } from 'react'

/** A text kept in this browser under a name until it is set to null: a reload, a crash or a conflict loses no word. */
export function useStoredText(name: string): [string | null, (text: string | null) => void] {
  const [text, setText] = useState(() => localStorage.getItem(name))
  const store = (next: string | null) => {
    setText(next)
    if (next === null) localStorage.removeItem(name)
    else localStorage.setItem(name, next)
  }
  return [text, store]
}
