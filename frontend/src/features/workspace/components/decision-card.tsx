import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { cn, Tag } from '@/components/ui'
import type { Decision, DecisionPoint } from '@/lib/api'
import { CATEGORY_NAMES, confidence } from '../model'
import { Arithmetic } from './arithmetic'

type Open = (() => void) | null

interface DecidedCardProps {
  decision: Decision
  /** How many answers stood here before this one. */
  earlier: number
  /** Made while the page was looked at: it is written in before the creator's eyes. */
  isFresh: boolean
  onEdit: Open
  onUndo: Open
}

export function DecidedCard({ decision, earlier, isFresh, onEdit, onUndo }: DecidedCardProps) {
  const name = CATEGORY_NAMES[decision.category]
  const [isInking, setIsInking] = useState(isFresh)
  return (
    <CardFrame
      name={name}
      tag={<Tag tone="done">Decided</Tag>}
      className={cn('border-hairline bg-sheet', isInking && 'inking')}
      // The last of its motions; a card out of sight on a phone waits with them until it is looked at.
      onAnimationEnd={({ animationName }) => (animationName === 'ink-dry' ? setIsInking(false) : undefined)}
    >
      <p className="num my-1 font-display text-[20px] leading-[1.2] font-medium" data-ink="value">
        {decision.display}
      </p>
      <Quote decision={decision} />
      {earlier > 0 ? (
        <p className="mt-1 text-[12.5px] text-ink-3">
          Changed {earlier === 1 ? 'once' : `${earlier} times`}
          {onEdit ? '; Edit shows what stood before.' : '.'}
        </p>
      ) : null}
      <div className="mt-2 flex items-center gap-2.5 text-[12.5px] text-ink-3" data-ink="foot">
        <Confidence value={decision.confidence} />
        <span className="flex-1" />
        <CardButton label="Undo" name={name} onPress={onUndo} />
        <CardButton label="Edit" name={name} onPress={onEdit} />
      </div>
    </CardFrame>
  )
}

function Quote({ decision: { quote, rationale } }: { decision: Decision }) {
  const style = 'font-display text-[14px] leading-[1.45] text-ink-2 italic'
  if (quote) {
    return (
      <blockquote className={style} data-ink="quote">
        “{quote}”
      </blockquote>
    )
  }
  return (
    <p className={style} data-ink="quote">
      {rationale || 'Chosen by hand.'}
    </p>
  )
}

function Confidence({ value }: { value: number }) {
  const { dots, words } = confidence(value)
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className="flex gap-[3px]">
        {[1, 2, 3, 4, 5].map((dot) => (
          <span
            key={dot}
            className={cn('size-1.5 rounded-full', dot <= dots ? 'bg-verdigris' : 'bg-hairline-strong')}
          />
        ))}
      </span>
      {words}
    </span>
  )
}

export function DecidingCard({ point, onChoose }: { point: DecisionPoint; onChoose: Open }) {
  const { recommendation, question, category } = point
  const name = CATEGORY_NAMES[category]
  return (
    <CardFrame
      name={name}
      tag={<Tag tone="wait">Deciding now</Tag>}
      className="deciding border-vermilion bg-sheet shadow-[0_0_0_3px_var(--vermilion-soft)]"
    >
      <p className="num my-1 font-display text-[20px] leading-[1.2] font-medium">
        {recommendation?.display ?? question}
      </p>
      <p className="font-display text-[14px] leading-[1.45] text-ink-2 italic">
        {recommendation ? 'Recommended from your numbers.' : 'Say it in the talk, or choose here.'}
      </p>
      <div className="relative mt-2 min-h-6 pointer-coarse:min-h-11">
        {recommendation ? <Arithmetic recommendation={recommendation} /> : null}
        <div className="absolute top-0 right-0">
          <CardButton label="Choose" name={name} onPress={onChoose} />
        </div>
      </div>
    </CardFrame>
  )
}

export function OpenCard({ point, onChoose }: { point: DecisionPoint; onChoose: Open }) {
  const name = CATEGORY_NAMES[point.category]
  return (
    <CardFrame
      name={name}
      tag={<CardButton label="Choose" name={name} onPress={onChoose} />}
      className="border-dashed border-hairline-strong"
    >
      <p className="mt-1 font-display text-[16px] leading-snug text-ink-3">{point.question}</p>
    </CardFrame>
  )
}

interface CardFrameProps extends ComponentProps<'article'> {
  name: string
  tag: ReactNode
}

function CardFrame({ name, tag, className, children, ...props }: CardFrameProps) {
  const id = useId()
  return (
    <article
      aria-labelledby={id}
      className={cn('rounded-card border px-[15px] py-[13px]', className)}
      {...props}
    >
      <header className="flex min-h-6 items-center justify-between gap-2 text-[12.5px] text-ink-3">
        <h3 id={id} className="eyebrow font-sans">
          {name}
        </h3>
        {tag}
      </header>
      {children}
    </article>
  )
}

function CardButton({ label, name, onPress }: { label: string; name: string; onPress: Open }) {
  if (!onPress) return null
  return (
    <button
      type="button"
      data-action={label}
      aria-label={`${label}: ${name}`}
      onClick={onPress}
      className="-mx-1.5 min-h-6 rounded-[5px] px-1.5 text-[12.5px] font-medium text-ink-2 hover:text-vermilion pointer-coarse:min-h-11 pointer-coarse:px-3"
    >
      {label}
    </button>
  )
}
