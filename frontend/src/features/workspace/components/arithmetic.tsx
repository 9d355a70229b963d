import type { Recommendation } from '@/lib/api'

/** How a recommendation was reckoned, one step a line. An estimate never passes for a promise. */
export const Arithmetic = ({ recommendation, open }: { recommendation: Recommendation; open?: boolean }) => (
  <details open={open} className="text-[12.5px]">
    <summary className="inline-flex min-h-6 cursor-pointer list-none items-center rounded-[4px] text-ink-2 underline decoration-hairline-strong underline-offset-3 hover:text-vermilion pointer-coarse:min-h-11">
      See the arithmetic
    </summary>
    <div className="num mt-1.5 rounded-r-lg border-l-2 border-vermilion bg-paper px-3 py-2.5 text-[13.5px] text-ink-2">
      <ol className="grid gap-1">
        {recommendation.arithmetic.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {recommendation.reason ? <p className="mt-1.5 text-ink">{recommendation.reason}</p> : null}
    </div>
  </details>
)
