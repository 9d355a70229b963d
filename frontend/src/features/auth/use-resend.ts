import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isApiError, sentenceFor } from '@/lib/api'

const WAIT_SECONDS = 30

const REFUSALS: Record<number, string> = {
  409: 'No more codes can be sent for this sign-up. Please start again.',
  429: 'A code was sent only just now. Give it a moment to arrive before you ask for another.',
}

const sentence = (error: unknown) => (isApiError(error) && REFUSALS[error.status]) || sentenceFor(error)

/** Sends a code again, at most once in a while. */
export function useResend(request: () => Promise<unknown>) {
  const [secondsLeft, setSecondsLeft] = useState(0)
  const mutation = useMutation({ mutationFn: request, onSuccess: () => setSecondsLeft(WAIT_SECONDS) })
  const waiting = secondsLeft > 0

  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => setSecondsLeft((left) => left - 1), 1000)
    return () => clearInterval(timer)
  }, [waiting])

  return {
    send: () => mutation.mutate(),
    waiting: waiting || mutation.isPending,
    secondsLeft: secondsLeft || WAIT_SECONDS,
    sent: mutation.isSuccess,
    error: mutation.error ? sentence(mutation.error) : null,
  }
}
