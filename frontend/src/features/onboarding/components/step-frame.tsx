import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { Banner, Button } from '@/components/ui'
import { announce, usePageTitle } from '@/lib/a11y'
import type { Answers } from '../answers'
import { numberOf, previousOf, questionOf, STEPS, type Step } from '../steps'

interface StepFrameProps {
  step: Step
  answers: Answers
  lead: ReactNode
  /** A failure that belongs to no answer. */
  failure: string | undefined
  pending: boolean
  onNext: () => void
  /** Goes on without an answer. */
  skip?: { label: string; onSkip: () => void }
  next?: string
  children: ReactNode
}

/** Radix puts a hidden input beside each radio button. */
const FIELDS = ['[role=radio][aria-checked=true]', '[role=radio]', 'input:not([aria-hidden])']
const canHover = () => window.matchMedia('(hover: hover) and (pointer: fine)').matches

/** One question: which it is, its field, and the ways on and back. */
export function StepFrame({
  step,
  answers,
  lead,
  failure,
  pending,
  onNext,
  skip,
  next,
  children,
}: StepFrameProps) {
  const question = questionOf(step, answers)
  const progress = `Step ${numberOf(step)} of ${STEPS.length}`
  usePageTitle(`${question} ${progress}`)
  const form = useRef<HTMLFormElement>(null)

  // Where a keyboard opens by itself when a field has the focus, it would hide half the page.
  useEffect(() => {
    announce(`${progress}: ${question}`)
    const field = FIELDS.map((selector) => form.current?.querySelector<HTMLElement>(selector)).find(Boolean)
    if (field && canHover()) field.focus()
    else document.getElementById('question')?.focus({ preventScroll: true })
  }, [progress, question])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!pending) onNext()
  }

  /** Radio buttons swallow Enter; here it goes on from everywhere. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.target as Element).matches('[role=radio]')) return
    event.preventDefault()
    form.current?.requestSubmit()
  }

  const back = previousOf(step)
  return (
    <form ref={form} onSubmit={submit} onKeyDown={onKeyDown} noValidate className="grid gap-6">
      <div>
        <p className="eyebrow num">{progress}</p>
        <h1
          id="question"
          data-page-heading
          tabIndex={-1}
          className="mt-1.5 text-[clamp(28px,4vw,36px)] tracking-[-.02em]"
        >
          {question}
        </h1>
        <p id="lead" className="mt-2.5 max-w-[54ch] text-[16px] text-pretty text-ink-2">
          {lead}
        </p>
      </div>
      {failure ? <Banner tone="error">{failure}</Banner> : null}
      {children}
      <div className="flex flex-wrap items-center gap-2 sm:gap-2.5">
        <Button type="submit" variant="primary" size="l" pending={pending}>
          {next ?? 'Next'} <ArrowRight aria-hidden />
        </Button>
        {skip ? (
          <Button variant="plain" size="l" onClick={skip.onSkip} disabled={pending}>
            {skip.label}
          </Button>
        ) : null}
        {back ? (
          <Button asChild variant="quiet" size="l" className="max-sm:px-1">
            <Link to="/onboarding/$step" params={{ step: back }}>
              Back
            </Link>
          </Button>
        ) : null}
      </div>
    </form>
  )
}
