import { priceOf } from '../offers/offers'
import { SHIPPED } from '../offers/shipped'
import type { MarketingPage, Question } from '../page'
import { Comparison } from '../parts/comparison'
import { Figure } from '../parts/figure'
import { Frame } from '../parts/frame'
import { Packages } from '../parts/packages'
import { Plans } from '../parts/plans'
import { Questions } from '../parts/questions'

const Opening = () => (
  <section className="wrap opening">
    <h1>
      One price, <em>and its limits</em> beside it.
    </h1>
    <p className="lead">
      Begin free and stay as long as you like. A paid plan lets more run at once, holds more, and includes
      more of what the models cost. What each includes is a number you can read before you pay.
    </p>
  </section>
)

const PLAIN_WORDS = [
  {
    title: 'When you reach a limit',
    text: 'What would go past it is refused, with the limit, how much of it is used and when it starts anew. Nothing that exists is deleted or switched off, and nothing is charged by itself.',
  },
  {
    title: 'Going past the included model spend',
    text: 'Off until you switch it on, with your own cap. Pro and Enterprise may do so; what is used is charged at cost on your next invoice, and work stops at the cap as it would at the plan’s own limit.',
  },
  {
    title: 'When a payment fails',
    text: (
      <>
        You are told, and have <Figure of="grace" /> of grace in which everything goes on. After that the
        limits of Free hold until it is paid. Nothing is deleted, and paying brings all of it back.
      </>
    ),
  },
  {
    title: 'When you change your mind',
    text: 'Before you move to another plan you see the exact charge, worked out to the day. Cancel any time: what you paid for runs to its end, and until then you can take it back.',
  },
]

const PlainWords = () => (
  <section id="limits" className="wrap band plain" aria-labelledby="limits-title">
    <h2 id="limits-title">What happens when</h2>
    <dl className="promises">
      {PLAIN_WORDS.map(({ title, text }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </section>
)

const QUESTIONS: Question[] = [
  {
    question: 'Do I need a card to begin?',
    answer: [
      'Not for Free: it has no end, and it never turns into a paid plan by itself. A paid plan asks for a card, also while its trial runs; it is charged when the trial is over, unless you cancel before.',
    ],
  },
  {
    question: 'What is model spend?',
    answer: [
      'Answers and agents use models that bill by the word. Each call is written down before it is made, with what it costs us, and counted against what your plan includes that month. We add nothing to that figure.',
      'When it is used up, work that needs a model waits until the month begins anew, or you take a larger plan. On Pro and Enterprise you can also allow more, up to a cap you set.',
    ],
  },
  {
    question: 'Is tax included?',
    answer: [
      'No, the prices are without it. Where tax is due on a sale, it is a line of its own that you see before you pay and again on the invoice. Companies can add their tax number in the billing settings.',
    ],
  },
  {
    question: 'What if a payment does not go through?',
    answer: [
      'You get a letter with a link to pay or to change the card, and it is tried again. Your plan goes on through the days of grace. After that the limits of Free hold until it is paid.',
      'Nothing is deleted: what is beyond the limits of Free stays where it is, you only cannot add to it.',
    ],
  },
  {
    question: 'Can I cancel any time?',
    answer: [
      'Yes, in the billing settings, without writing to anybody. Your plan runs to the end of what is paid and then becomes Free. You can also end it at once; time that is left is then not paid back.',
    ],
  },
  {
    question: 'What happens when I move to another plan?',
    answer: [
      'To a larger one: it holds at once, and you pay the difference for the days that are left, shown to the cent before you confirm. To a smaller one: see the exact amounts first as well, and which of your things would be past its limits. None of them is deleted.',
    ],
  },
  {
    question: 'Does every member of a team pay?',
    answer: [
      'No. The workspace subscribes, and the plan says how many seats it has. Messages are counted for each person; everything else is shared by the workspace.',
    ],
  },
  {
    question: 'What do the services cost exactly?',
    answer: [
      'One price within the range, named after you have described what you need. It is valid for the time written on it. You accept and pay, or you let it go at no cost.',
    ],
  },
  {
    question: 'What is simulated in a sandbox?',
    answer: [
      'An installation without a payment key lets you go through everything, with test cards and invoices that say so. It says “Sandbox” on this page, in the settings and on each receipt, and no money moves.',
    ],
  },
]

const Answers = () => (
  <section id="questions" className="wrap band narrow answers" aria-labelledby="questions-title">
    <h2 id="questions-title">Questions about prices</h2>
    <Questions questions={QUESTIONS} />
  </section>
)

const Closing = () => (
  <section className="wrap closing" aria-labelledby="closing-title">
    <h2 id="closing-title">Begin free. The rest can wait until it pays.</h2>
    <p className="cta">
      <a className="btn primary" href="/register">
        Start free
      </a>
      <a className="btn quiet" href="mailto:%CONTACT%">
        Ask us something
      </a>
    </p>
  </section>
)

/** As schema.org wants it; `origin` is put in when the page is served. */
const products = (origin: string) =>
  SHIPPED.plans
    .filter(({ by_contract }) => !by_contract)
    .map((plan) => ({
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: `Atelier ${plan.name}`,
      description: plan.tagline,
      brand: { '@type': 'Brand', name: 'Atelier' },
      offers: (['month', 'year'] as const).flatMap((interval) => {
        const price = priceOf(plan, interval)
        const free = !price && interval === 'month' && plan.prices.length === 0
        if (!price && !free) return []
        return [
          {
            '@type': 'Offer',
            name: price ? `By the ${interval}` : 'Free of charge',
            url: `${origin}/pricing`,
            price: ((price?.amount_minor ?? 0) / 100).toFixed(2),
            priceCurrency: price?.currency ?? 'USD',
            availability: 'https://schema.org/InStock',
          },
        ]
      }),
    }))

export const page: MarketingPage = {
  path: '/pricing',
  title: 'Pricing · Atelier',
  description:
    'Four plans, each with its limits in figures. Begin free without a card, pay by the month or the year, cancel any time. Nothing is charged past a limit by itself.',
  questions: QUESTIONS,
  products,
  Body: () => (
    <Frame current="/pricing">
      <Opening />
      <Plans />
      <Comparison />
      <Packages />
      <PlainWords />
      <Answers />
      <Closing />
    </Frame>
  ),
}
