import type { Reckoning } from '../model'

/** How the price adds up, set apart, and what it comes to in figures large enough to remember. */
export const PriceLetter = ({ price: { sentences, members, income } }: { price: Reckoning }) => (
  <section
    aria-labelledby="price-title"
    className="mt-9 grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]"
  >
    <div className="border-l-2 border-vermilion pl-5">
      <h3 id="price-title" className="text-[19px]">
        How the price adds up
      </h3>
      <ol className="num mt-2 grid gap-1.5 text-[15px] text-pretty text-ink-2">
        {sentences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </div>
    {members || income ? (
      <dl className="num grid content-center gap-4 max-lg:grid-cols-2 max-sm:grid-cols-1">
        {members ? <Figure term="In the first month">{members}</Figure> : null}
        {income ? <Figure term="That could be">{income}</Figure> : null}
      </dl>
    ) : null}
  </section>
)

const Figure = ({ term, children }: { term: string; children: string }) => (
  <div>
    <dt className="text-[13.5px] text-ink-3">{term}</dt>
    <dd className="font-display text-[25px] leading-tight font-[500]">{children}</dd>
  </div>
)
