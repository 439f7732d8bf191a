import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '@/api/client'
import { signInWithPasskey, whyNoPasskeys } from '@/api/passkey'
import type { Session } from '@/api/session'

/** A challenge is good for five minutes; a page that waits longer asks for a new one before. */
const fresh = 4 * 60_000

/** Offers this device's passkeys twice: among what the e-mail field suggests, as long as the page is open, and on a button. */
export function usePasskeySignIn(onSession: (session: Session) => void) {
  const [round, setRound] = useState(0)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const waiting = useRef<AbortController>(null)
  const entered = useRef(onSession)
  useEffect(() => { entered.current = onSession })

  const ask = useMutation({
    mutationFn: () => signInWithPasskey(),
    onSuccess: (session) => entered.current(session),
    onError: () => setRound((last) => last + 1),
  })

  useEffect(() => {
    if (whyNoPasskeys()) return
    const controller = new AbortController()
    waiting.current = controller
    const again = setTimeout(() => setRound((last) => last + 1), fresh)
    void (async () => {
      if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
      try {
        entered.current(await signInWithPasskey({ quietly: true, signal: controller.signal }))
      } catch (error) {
        // What was not asked for fails quietly; a passkey that was chosen and refused does not.
        if (error instanceof ApiError && error.status === 401) setRefused(error)
      }
    })()
    return () => {
      clearTimeout(again)
      controller.abort()
    }
  }, [round])

  return {
    why: whyNoPasskeys(),
    isPending: ask.isPending,
    error: ask.error ?? refused,
    reset: () => { ask.reset(); setRefused(null) },
    onAsk: () => {
      setRefused(null)
      waiting.current?.abort()
      ask.mutate()
    },
  }
}
