import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { meQuery, profileQuery } from '@/lib/api'
import { type Answers, TYPICAL_ENGAGEMENT } from '../answers'
import { complaintOf, nextOf, numberOf, type Step } from '../steps'
import { useAnswers } from '../use-answers'
import { useSending } from '../use-sending'
import { LastLook } from './last-look'
import { NumbersSlip } from './numbers-slip'
import {
  HowLivelyQuestion,
  HowManyQuestion,
  NameQuestion,
  type QuestionProps,
  WhatQuestion,
  WhenQuestion,
  WhereQuestion,
} from './questions'
import { StepFrame } from './step-frame'
import { StepList } from './step-list'

interface Part {
  lead: ReactNode
  Question: ComponentType<QuestionProps>
  /** What is answered for someone who leaves the answer to us or to later. */
  skip?: { label: string; answer: Partial<Answers> }
}

const PARTS: Record<Step, Part> = {
  where: {
    lead: 'The place where people would notice if you stopped. Price and plan start from your numbers there, and not from somebody else’s.',
    Question: WhereQuestion,
  },
  'how-many': { lead: 'The number under your name.', Question: HowManyQuestion },
  'how-lively': {
    lead: 'Of a hundred people who follow you, how many like or comment on a post? These are the ones who really listen.',
    Question: HowLivelyQuestion,
    skip: { label: 'I don’t know', answer: { engagement: String(TYPICAL_ENGAGEMENT), typical: true } },
  },
  what: { lead: 'In a few words, as you would tell a stranger on a train.', Question: WhatQuestion },
  name: {
    lead: 'The community you are about to open. A working title is enough; it can change at any time.',
    Question: NameQuestion,
    skip: { label: 'Name it later', answer: { name: '' } },
  },
  when: {
    lead: 'A day makes it real. You can move it, and your partner will say so if it looks too close.',
    Question: WhenQuestion,
    skip: { label: 'Decide in the talk', answer: { date: '' } },
  },
  review: {
    lead: 'Then your partner says hello and asks the first question. About thirty minutes settle the five decisions; stop whenever you like, nothing is lost.',
    Question: LastLook,
  },
}

interface StepPageProps {
  step: Step
  /** Opened to change one answer: back to the last look afterwards. */
  fromReview: boolean
}

export function StepPage({ step, fromReview }: StepPageProps) {
  const router = useRouter()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: profile } = useSuspenseQuery(profileQuery)
  const { answers, change } = useAnswers(me.id, profile)
  const sending = useSending({ userId: me.id, profile })
  // The step whose answer was sent on and found wanting; what is only being typed is not complained about.
  const [refused, setRefused] = useState<Step>()

  const number = numberOf(step)
  useEffect(() => {
    if (number > answers.reached) change({ reached: number })
  }, [number, answers.reached, change])

  const { lead, Question, skip } = PARTS[step]
  const error = (refused === step ? complaintOf(step, answers) : undefined) ?? sending.complaints[step]

  async function goOn(given: Answers) {
    if (complaintOf(step, given)) return setRefused(step)
    setRefused(undefined)
    const followUp = fromReview ? 'review' : nextOf(step)
    const to = step === 'review' ? await sending.start(given) : await sending.save(given, followUp)
    if (to) await router.navigate(to)
  }

  const answer = (part: Partial<Answers>) => {
    sending.settle(step)
    change(part)
  }

  return (
    <>
      <StepList current={step} reached={answers.reached} />
      <div className="mt-7 grid items-start gap-10 sm:mt-10 lg:grid-cols-[minmax(0,1fr)_360px] lg:gap-16">
        <StepFrame
          key={step}
          step={step}
          answers={answers}
          lead={lead}
          failure={sending.failure}
          pending={sending.pending}
          onNext={() => void goOn(answers)}
          {...(step === 'review' ? { next: 'Start the launch' } : {})}
          {...(fromReview ? { next: 'Back to the last look' } : {})}
          {...(skip
            ? {
                skip: {
                  label: skip.label,
                  onSkip: () => {
                    answer(skip.answer)
                    void goOn({ ...answers, ...skip.answer })
                  },
                },
              }
            : {})}
        >
          <Question answers={answers} change={answer} error={error} />
        </StepFrame>
        <NumbersSlip answers={answers} className="lg:sticky lg:top-8" />
      </div>
    </>
  )
}
