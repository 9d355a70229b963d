import { useState } from 'react'
import { isApiError, type Profile, sentenceFor } from '@/lib/api'
import { type Answers, differs, forgetAnswers, toProfileInput, toProjectInput } from './answers'
import { useSaveProfile, useStartProject } from './api'
import { hasProfile, STEP_OF_FIELD, type Step } from './steps'

type Complaints = Partial<Record<Step, string>>

interface Sending {
  userId: string
  profile: Profile | null
}

const toStep = (step: Step) => ({ to: '/onboarding/$step', params: { step } }) as const

/**
 * Sends what is complete: the profile as soon as its four answers are there, the launch at the end. What the server
 * refuses leads back to the step it speaks of, with its sentence; nothing that was typed is lost.
 */
export function useSending({ userId, profile }: Sending) {
  const saveProfile = useSaveProfile()
  const startProject = useStartProject()
  const [complaints, setComplaints] = useState<Complaints>({})
  const [failure, setFailure] = useState<string>()

  function refused(error: unknown) {
    const found = complaintsOf(error)
    setComplaints(found)
    const [first] = Object.keys(found) as Step[]
    setFailure(first ? undefined : sentenceFor(error))
    return first ? toStep(first) : undefined
  }

  async function send(answers: Answers) {
    setFailure(undefined)
    setComplaints({})
    if (hasProfile(answers) && differs(answers, profile)) {
      await saveProfile.mutateAsync(toProfileInput(answers, profile))
    }
  }

  return {
    complaints,
    failure,
    pending: saveProfile.isPending || startProject.isPending,
    /** The answer of that step has changed since the server spoke of it. */
    settle: (step: Step) => setComplaints(({ [step]: _, ...rest }) => rest),
    /** Where to go on, or nothing while it must stay. */
    async save(answers: Answers, following: Step) {
      try {
        await send(answers)
        return toStep(following)
      } catch (error) {
        return refused(error)
      }
    },
    async start(answers: Answers) {
      try {
        await send(answers)
        const { id } = await startProject.mutateAsync(toProjectInput(answers))
        forgetAnswers(userId)
        return { to: '/projects/$id', params: { id } } as const
      } catch (error) {
        return refused(error)
      }
    },
  }
}

function complaintsOf(error: unknown): Complaints {
  if (!isApiError(error)) return {}
  const known = Object.entries(error.errors).flatMap(([field, sentences]) => {
    const step = STEP_OF_FIELD[field]
    return step && sentences.length > 0 ? [[step, sentences.join(' ')] as const] : []
  })
  return Object.fromEntries(known)
}
