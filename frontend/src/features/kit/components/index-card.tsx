import { Link } from '@tanstack/react-router'
import type { Decision, DecisionPoint } from '@/lib/api'
import { CATEGORY_NAMES } from '../model'

interface IndexCardProps {
  point: DecisionPoint
  decision: Decision | null
  projectId: string
}

/** A decision on its card, with the sentence that made it; or the question that still waits. */
export function IndexCard({ point, decision, projectId }: IndexCardProps) {
  const id = `card-${point.category}`
  if (!decision) {
    return (
      <article
        aria-labelledby={id}
        className="flex flex-col rounded border border-dashed border-hairline-strong px-4 py-3.5"
      >
        <h3 id={id} className="eyebrow font-sans">
          {CATEGORY_NAMES[point.category]}
        </h3>
        <p className="mt-2.5 font-display text-[17px] leading-snug text-ink-3">{point.question}</p>
        <Link
          to="/projects/$id"
          params={{ id: projectId }}
          aria-label={`Decide in the talk: ${CATEGORY_NAMES[point.category]}`}
          className="prose-link touch-target mt-auto self-start pt-2.5 text-[14px] print:hidden"
        >
          Decide in the talk
        </Link>
      </article>
    )
  }
  return (
    <article aria-labelledby={id} className="rounded border border-hairline bg-paper px-4 py-3.5">
      <h3
        id={id}
        className="eyebrow border-b border-[color-mix(in_srgb,var(--vermilion)_38%,transparent)] pb-2 font-sans"
      >
        {CATEGORY_NAMES[point.category]}
      </h3>
      <p className="num mt-2.5 font-display text-[21px] leading-[1.2] font-medium">{decision.display}</p>
      <Reason decision={decision} />
    </article>
  )
}

function Reason({ decision: { quote, rationale } }: { decision: Decision }) {
  const style = 'mt-1.5 font-display text-[14.5px] leading-[1.45] text-ink-2 italic'
  if (quote) return <blockquote className={style}>“{quote}”</blockquote>
  return <p className={style}>{rationale || 'Chosen by hand.'}</p>
}
