import { useCallback, useState } from 'react'
import type { Profile } from '@/lib/api'
import { type Answers, keepAnswers, loadAnswers } from './answers'

/** The answers so far, kept in this browser with each change. */
export function useAnswers(userId: string, profile: Profile | null) {
  const [answers, setAnswers] = useState(() => loadAnswers(userId, profile))
  const change = useCallback(
    (part: Partial<Answers>) =>
      setAnswers((former) => {
        const answers = { ...former, ...part }
        keepAnswers(userId, answers)
        return answers
      }),
    [userId],
  )
  return { answers, change }
}
