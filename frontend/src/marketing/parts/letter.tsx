import { Seal } from '@/components/ui/seal'
import { ARITHMETIC, DECISIONS } from './example'

/** What a session leaves on the desk, drawn as the letter it is. */
export const ExampleLetter = () => (
  <article className="card letter" aria-labelledby="letter">
    <p className="eyebrow">An example</p>
    <h3 id="letter">Pixel &amp; Pine opens its doors</h3>
    <dl>
      {DECISIONS.map(({ term, value, said }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <b className="num">{value}</b>
            <q>{said}</q>
          </dd>
        </div>
      ))}
    </dl>
    <div className="sum num">
      <p className="eyebrow">The arithmetic</p>
      <ul>
        {ARITHMETIC.map(({ sum, result }) => (
          <li key={sum}>
            <span>{sum}</span> <b>= {result}</b>
          </li>
        ))}
      </ul>
      <p className="fine">Rounded to whole people, halves up. An estimate, not a promise.</p>
    </div>
    <Seal className="seal" />
  </article>
)
