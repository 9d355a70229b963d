import type { MarketingPage, Question } from '../page'
import { CallToAction, Frame } from '../parts/frame'
import { ExampleLetter } from '../parts/letter'
import { Questions } from '../parts/questions'
import { WorkspaceShot } from '../parts/shot'

const Hero = () => (
  <section className="wrap hero">
    <h1>
      Your audience is <em>a business.</em> Open it in thirty minutes of talk.
    </h1>
    <div>
      <p className="lead">
        Atelier is a business partner made of software: it talks with you about your people, your price and
        your promise, shows the arithmetic behind every figure, and keeps the plan that takes you to opening
        day.
      </p>
      <CallToAction />
      <p className="fine">Free to start. No card.</p>
    </div>
  </section>
)

const STEPS = [
  {
    title: 'Say who your people are',
    text: 'Where they follow you, how many, how lively, and what you make. Two minutes, and the arithmetic grows beside your answers.',
  },
  {
    title: 'Talk, one question at a time',
    text: 'Your partner asks, you answer in ordinary words. It recommends, says why, and shows what speaks against it.',
  },
  {
    title: 'Watch it being written down',
    text: 'Five decisions fill in as you make them: place, price, structure, content, opening day. Each keeps the sentence you said.',
  },
  {
    title: 'Leave with a plan',
    text: 'Twenty-two tasks in four phases, each with why, how, and when it is done. And a launch kit to keep: as text, as PDF, as dates for your calendar.',
  },
]

const Steps = () => (
  <section id="how" className="wrap band" aria-labelledby="how-title">
    <h2 id="how-title">How a session goes</h2>
    <ol className="steps">
      {STEPS.map(({ title, text }, index) => (
        <li key={title}>
          <p className="nth" aria-hidden="true">
            {['One.', 'Two.', 'Three.', 'Four.'][index]}
          </p>
          <h3>{title}</h3>
          <p>{text}</p>
        </li>
      ))}
    </ol>
    <p className="note">
      There is a clock of thirty minutes. It pauses when you do and never hurries you; close the page in
      mid-sentence and you find everything as it was.
    </p>
  </section>
)

const PROMISES = [
  {
    title: 'Every figure shows its arithmetic',
    text: 'A price is never just a number. You see the line it came from, the assumption in it, and that it is an estimate.',
  },
  {
    title: 'Every decision keeps its sentence',
    text: 'What was written down stands beside the words you said, with how sure we are. Undo it, edit it, or read how it changed.',
  },
  {
    title: 'Nothing is done in your name unasked',
    text: 'Today Atelier cannot spend, publish or send anything for you: it holds no card of yours and no password to your channels.',
  },
  {
    title: 'Every call has its receipt',
    text: 'Each request to a model is written down before it is made, with what it used and what it cost. How much of it your plan includes is on the pricing page.',
  },
]

const Trust = () => (
  <section className="trust" aria-labelledby="trust-title">
    <div className="wrap">
      <div>
        <h2 id="trust-title">You decide. It shows its work.</h2>
        <dl className="promises">
          {PROMISES.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <div className="coming">
          <p>
            <span className="tag wait">Coming, not here yet</span>
          </p>
          <p>
            Helpers that make, publish and sell with you. They will ask by letter first: exactly what will
            happen, what it costs, what to expect and whether it can be undone. Your approval is the seal, and
            it holds for that letter alone.
          </p>
        </div>
      </div>
      <ExampleLetter />
    </div>
  </section>
)

const FOR = [
  'You have people who follow you, be it four hundred or four hundred thousand.',
  'You want to open a paid community and keep putting it off.',
  'You would rather talk it through than fill in a template.',
  'You like to see how a number was reached before you believe it.',
]

const NOT_FOR = [
  'You want an audience from nothing: this begins with the people you have.',
  'You need a course host, a shop or a payment page today. Atelier plans your launch; members pay you where your community lives.',
  'You want someone to decide for you. It recommends; you choose.',
  'You are after a promise of income. There is none here.',
]

const Fit = () => (
  <section className="wrap band fit" aria-label="Who it is for">
    <div>
      <h2>It is for you if</h2>
      <ul className="yes">
        {FOR.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
    <div>
      <h2>It is not for you if</h2>
      <ul className="no">
        {NOT_FOR.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  </section>
)

const QUESTIONS: Question[] = [
  {
    question: 'What does it cost?',
    answer: [
      'Nothing to begin with, and no card is asked for: the Free plan has no end. Answers cost us money, so there is a daily number of messages; how many are left is written beside the place where you type.',
      'Plans that do more are paid by the month or by the year. The pricing page has every price and every limit, and you see the exact amount before anything is charged.',
    ],
  },
  {
    question: 'Which AI is it?',
    answer: [
      'Claude, made by Anthropic, unless whoever runs this installation has chosen another model. If one model fails, the next one in line goes on.',
    ],
  },
  {
    question: 'What is the sandbox partner? Is it real?',
    answer: [
      'An installation without a model key answers with a script instead of a model. Everything around it is real: decisions are caught, tasks are ticked, your data is kept. Only the answers are written beforehand.',
      'It says “Sandbox” wherever that is so, and nothing is spent. The picture on this page was taken with it.',
    ],
  },
  {
    question: 'What happens to my data?',
    answer: [
      'It is kept in the database of this installation. What you write in a session, with your numbers and decisions, is sent to the model that answers, for there is no other way to get an answer. It goes to nobody else, and there is no tracking on this page.',
      'Whoever runs the installation can read a session in order to help you. You can take your launch kit with you as a file, read all of it through the documented API, and delete your account in the settings.',
    ],
  },
  {
    question: 'Can I stop, or change my mind?',
    answer: [
      'At any time. Stop an answer while it is being written, edit what you said and send it again, undo a decision, untick a task. The former decision stands again, and its history stays readable.',
      'You can leave in the middle and come back next week.',
    ],
  },
  {
    question: 'What if I have few followers?',
    answer: [
      'Then the arithmetic says so. 400 followers at 4% are 16 people who really listen: too few to estimate a first month. Your partner does not invent one; it begins with asking the first ten people by name.',
    ],
  },
  {
    question: 'Where do 1 to 3% come from, and will it be true for me?',
    answer: [
      'It is the assumption of our plan for paid communities: of the people who react to what you post, so many join in the first month. It is written beside every figure that uses it. It may be wrong for you, and it is never called more than an estimate.',
    ],
  },
  {
    question: 'Which languages does it speak?',
    answer: [
      'The pages are in English. The partner answers in the language you write in. Decisions are noticed best in English; in any language you can write one down yourself on its card.',
    ],
  },
  {
    question: 'Will it post, e-mail or buy something for me?',
    answer: [
      'No. Today it cannot: it has no access to your channels, your list or your money. The only e-mails it sends are the ones to you, such as the code to confirm your address.',
    ],
  },
  {
    question: 'What kinds of business can I open with it?',
    answer: [
      'One today: a premium community, where people pay by the month to be in a room with you. It is the one we know how to plan well. Others will follow.',
    ],
  },
]

const Answers = () => (
  <section id="questions" className="wrap band narrow" aria-labelledby="questions-title">
    <h2 id="questions-title">Questions and answers</h2>
    <Questions questions={QUESTIONS} />
  </section>
)

const Closing = () => (
  <section className="wrap closing" aria-labelledby="closing-title">
    <h2 id="closing-title">Half an hour from now you could know what you are opening.</h2>
    <CallToAction />
  </section>
)

export const page: MarketingPage = {
  path: '/',
  title: 'Atelier: your audience is a business',
  description:
    'A business partner for creators. Talk for thirty minutes; leave with five decisions, a price that shows its arithmetic, and a plan to opening day.',
  questions: QUESTIONS,
  Body: () => (
    <Frame>
      <Hero />
      <WorkspaceShot />
      <Steps />
      <Trust />
      <Fit />
      <Answers />
      <Closing />
    </Frame>
  ),
}
