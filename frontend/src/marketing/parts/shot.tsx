import darkPhone from '../images/workspace-dark-780.webp'
import darkSmall from '../images/workspace-dark-1120.webp'
import darkLarge from '../images/workspace-dark-1800.webp'
import lightPhone from '../images/workspace-light-780.webp'
import lightSmall from '../images/workspace-light-1120.webp'
import lightLarge from '../images/workspace-light-1800.webp'

const PHONE = '(max-width: 640px)'
const WIDE_SIZES = '(max-width: 1168px) calc(100vw - 48px), 1120px'

const SOURCES = [
  { theme: 'dark', phone: darkPhone, wide: `${darkSmall} 1120w, ${darkLarge} 1800w` },
  { theme: 'light', phone: lightPhone, wide: `${lightSmall} 1120w, ${lightLarge} 1800w` },
] as const

/** Follows the system without script; the script lets it follow the switch as well (client.ts). */
const media = (theme: 'dark' | 'light', width?: string) =>
  [`(prefers-color-scheme: ${theme})`, width].filter(Boolean).join(' and ')

/** The workspace as it is, by day and by night, on a desk and on a phone. */
export const WorkspaceShot = () => (
  <figure className="wrap shot">
    <picture>
      {SOURCES.flatMap(({ theme, phone, wide }) => [
        <source
          key={`${theme} phone`}
          srcSet={phone}
          media={media(theme, PHONE)}
          data-theme-of={theme}
          data-width={PHONE}
          width="780"
          height="1280"
        />,
        <source
          key={`${theme} wide`}
          srcSet={wide}
          sizes={WIDE_SIZES}
          media={media(theme)}
          data-theme-of={theme}
          width="1120"
          height="700"
        />,
      ])}
      <img
        src={lightSmall}
        width="1120"
        height="700"
        decoding="async"
        fetchPriority="high"
        alt="The workspace of Pixel &amp; Pine: the plan with its tasks at the left, the conversation in the middle, and at the right the decisions, each with the sentence it came from."
      />
    </picture>
    <figcaption>
      A real session. <b>Sandbox partner</b>: no model key was set, so the answers in this picture are
      scripted, and the product says so too.
    </figcaption>
  </figure>
)
