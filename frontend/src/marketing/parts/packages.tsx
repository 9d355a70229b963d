import { SHIPPED } from '../offers/shipped'
import { Figure } from './figure'

/** Work at a fixed scope: what is delivered, and between which prices. */
export const Packages = () => (
  <section id="services" className="trust" aria-labelledby="services-title">
    <div className="wrap services">
      <div>
        <h2 id="services-title">Work done for you</h2>
        <p className="note">
          Three services with a fixed scope. Describe what you need; you get one price in writing, within the
          range below, and nothing is charged before you accept it.
        </p>
      </div>
      <ul className="packages">
        {SHIPPED.packages.map(({ key, name, summary, deliverables }) => (
          <li key={key} className="card" data-offer={key}>
            <h3>{name}</h3>
            <p className="range num">
              <Figure of={`${key}.range`} />
            </p>
            <p>{summary}</p>
            <ul className="yes">
              {deliverables.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p className="cta">
        <a className="btn" href="/services">
          Describe what you need
        </a>
      </p>
    </div>
  </section>
)
