import { Button, cn, Input, InputWithSuffix } from '@/components/ui'
import { dayInWords, percent } from '@/lib/format'
import { type Answers, TYPICAL_ENGAGEMENT } from '../answers'
import { awayInWords, checkDate, daysAhead, NICHE_LIMIT } from '../checks'
import { peopleOf } from '../platforms'
import { AnswerField } from './answer-field'
import { CountInput } from './count-input'
import { PlatformChoice } from './platform-choice'

export interface QuestionProps {
  answers: Answers
  change: (answer: Partial<Answers>) => void
  error: string | undefined
}

const LARGE = 'h-14 text-[20px] sm:text-[20px]'

export const WhereQuestion = ({ answers, change, error }: QuestionProps) => (
  <AnswerField error={error}>
    {(control) => (
      <PlatformChoice
        byNumber
        value={answers.platform}
        onChange={(platform) => change({ platform })}
        {...control}
      />
    )}
  </AnswerField>
)

export const HowManyQuestion = ({ answers, change, error }: QuestionProps) => (
  <AnswerField error={error} hint="“50k” and “1.2M” are fine. Somewhere near is near enough.">
    {(control) => (
      <CountInput
        autoComplete="off"
        className={cn('num max-w-[340px]', LARGE)}
        value={answers.followers}
        onChange={(followers) => change({ followers })}
        {...control}
      />
    )}
  </AnswerField>
)

export const HowLivelyQuestion = ({ answers, change, error }: QuestionProps) => (
  <AnswerField
    error={error}
    hint={
      answers.typical ? (
        <span className="text-amber">
          {percent(TYPICAL_ENGAGEMENT)} is the typical value, marked as such. Write your own whenever you know
          it.
        </span>
      ) : (
        <>
          Take your last ten posts: add up likes and comments, divide by ten, then by the number of your{' '}
          {peopleOf(answers.platform)}, times a hundred.
        </>
      )
    }
  >
    {(control) => (
      <InputWithSuffix
        suffix="%"
        inputMode="decimal"
        autoComplete="off"
        className="num max-w-[200px] [&_input]:h-14 [&_input]:text-[20px]"
        value={answers.engagement}
        onChange={(event) => change({ engagement: event.target.value, typical: false })}
        {...control}
      />
    )}
  </AnswerField>
)

export const WhatQuestion = ({ answers, change, error }: QuestionProps) => (
  <AnswerField
    error={error}
    hint={
      <span className="flex justify-between gap-4">
        <span>“Cozy desk setups”, “sourdough for beginners”, “watercolour in an evening”.</span>
        <span aria-hidden className="num shrink-0">
          {answers.niche.length} / {NICHE_LIMIT}
        </span>
      </span>
    }
  >
    {(control) => (
      <Input
        autoComplete="off"
        className={LARGE}
        value={answers.niche}
        onChange={(event) => change({ niche: event.target.value })}
        {...control}
      />
    )}
  </AnswerField>
)

export const NameQuestion = ({ answers, change, error }: QuestionProps) => (
  <AnswerField error={error} hint="For example “Pixel & Pine”, or your own name.">
    {(control) => (
      <Input
        autoComplete="organization"
        className={LARGE}
        value={answers.name}
        onChange={(event) => change({ name: event.target.value })}
        {...control}
      />
    )}
  </AnswerField>
)

const WEEKS = [4, 6, 8]

export const WhenQuestion = ({ answers, change, error }: QuestionProps) => (
  <div className="grid gap-4">
    <fieldset className="grid gap-2 sm:grid-cols-3">
      <legend className="sr-only">Quick choices</legend>
      {WEEKS.map((weeks) => {
        const date = daysAhead(weeks * 7)
        const chosen = answers.date === date
        return (
          <Button
            key={weeks}
            aria-pressed={chosen}
            onClick={() => change({ date })}
            className={cn(
              'h-auto justify-between border-edge px-4 py-2.5 sm:flex-col sm:items-start sm:gap-0',
              chosen && 'border-vermilion shadow-[0_0_0_2px_var(--vermilion-soft)]',
            )}
          >
            <span>In {weeks} weeks</span>{' '}
            <span className="num text-[13.5px] font-normal text-ink-3">{dayInWords(date)}</span>
          </Button>
        )
      })}
    </fieldset>
    <AnswerField
      error={error}
      hint={
        answers.date && !checkDate(answers.date)
          ? `${dayInWords(answers.date)}, ${awayInWords(answers.date)}.`
          : 'Or any other day.'
      }
    >
      {(control) => (
        <Input
          type="date"
          min={daysAhead(1)}
          className={cn('num max-w-[240px]', LARGE)}
          value={answers.date}
          onChange={(event) => change({ date: event.target.value })}
          {...control}
        />
      )}
    </AnswerField>
  </div>
)
