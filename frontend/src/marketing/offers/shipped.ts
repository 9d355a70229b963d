import { figures, type Offers } from './offers'
import shipped from './shipped.json' with { type: 'json' }

/** The plans and packages that ship, as the server tells them; `make schema` writes the file. */
export const SHIPPED = shipped as Offers

const FIGURES = figures(SHIPPED)

/** A figure that ships, by its name. Raises an error at build time where there is none. */
export function figure(name: string): string {
  const found = FIGURES[name]
  if (found === undefined) throw new Error(`There is no figure named ${name}.`)
  return found
}
