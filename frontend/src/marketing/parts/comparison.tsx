import type { FeatureRow } from '../offers/offers'
import { SHIPPED } from '../offers/shipped'
import { Figure } from './figure'

interface Group {
  title: string
  /** A feature, and what has to be known to read its figures. */
  rows: readonly (readonly [feature: string, note?: string])[]
}

export const GROUPS: readonly Group[] = [
  {
    title: 'Your partner and the agents',
    rows: [
      ['messages', 'each person, each day'],
      ['agent_tasks'],
      ['agents_and_tools'],
      ['model_spend', 'each month, at what the models cost us'],
      ['overage', 'off until you switch it on, with your own cap'],
    ],
  },
  {
    title: 'What you make and sell',
    rows: [['products'], ['stores'], ['campaigns'], ['storage']],
  },
  {
    title: 'Team, figures and help',
    rows: [['seats'], ['analytics'], ['api_calls', 'each calendar month'], ['support']],
  },
]

const row = (feature: string): FeatureRow => {
  const found = SHIPPED.features.find((each) => each.feature === feature)
  if (!found) throw new Error(`There is no feature named ${feature}.`)
  return found
}

/**
 * Every feature of every plan. On a phone each feature's name stands above its four figures, so that nothing has to be
 * pushed sideways. Laid out as a grid a table forgets that it is one, hence the roles.
 */
export const Comparison = () => (
  <section id="compare" className="wrap band" aria-labelledby="compare-title">
    <h2 id="compare-title">Everything, side by side</h2>
    {/* biome-ignore-start lint/a11y/noRedundantRoles: the layout takes them away */}
    {/* biome-ignore-start lint/a11y/useSemanticElements: it is one already */}
    <table className="comparison num" role="table" aria-labelledby="compare-title">
      <thead role="rowgroup">
        <tr role="row">
          <td role="cell" />
          {SHIPPED.plans.map(({ key }) => (
            <th key={key} scope="col" role="columnheader" data-offer={key}>
              <Figure of={`${key}.name`} />
            </th>
          ))}
        </tr>
      </thead>
      {GROUPS.map(({ title, rows }) => (
        <tbody key={title} role="rowgroup">
          <tr role="row" className="group">
            <th scope="rowgroup" role="rowheader" colSpan={SHIPPED.plans.length + 1}>
              {title}
            </th>
          </tr>
          {rows.map(([feature, note]) => (
            <tr key={feature} role="row">
              <th scope="row" role="rowheader">
                {row(feature).label}
                {note ? <small>{note}</small> : null}
              </th>
              {SHIPPED.plans.map(({ key }) => (
                <td key={key} role="cell" data-offer={key}>
                  <Figure of={`${key}.${feature}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
    {/* biome-ignore-end lint/a11y/useSemanticElements: it is one already */}
    {/* biome-ignore-end lint/a11y/noRedundantRoles: the layout takes them away */}
  </section>
)
