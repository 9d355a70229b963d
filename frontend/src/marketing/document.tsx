import fraunces from '@/styles/fonts/fraunces.woff2?url'
import card from './images/card.png'
import type { MarketingPage, Question } from './page'

/** Django puts the address of the installation in its place; canonical and shared addresses must be whole. */
export const ORIGIN = '%ORIGIN%'

export interface Built {
  /** The one stylesheet, as text: a file of its own would keep the page blank for one more way there and back. */
  styles: string
  /** Runs before the first paint, so that the night theme never flashes white. */
  themeScript: string
  /** All the rest of the script. */
  script: string
}

/** The head and frame that every prerendered page shares. */
export const Document = ({ page, built }: { page: MarketingPage; built: Built }) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="theme-color" content="#FBF8F3" />
      <Inline text={built.themeScript} />
      <title>{page.title}</title>
      <meta name="description" content={page.description} />
      <link rel="canonical" href={ORIGIN + page.path} />
      <link rel="icon" type="image/svg+xml" href={`${import.meta.env.BASE_URL}favicon.svg`} />
      <link rel="preload" as="font" type="font/woff2" crossOrigin="" href={fraunces} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, at build time */}
      <style dangerouslySetInnerHTML={{ __html: built.styles }} />
      <Sharing page={page} />
      {page.questions ? <Inline type="application/ld+json" text={faq(page.questions)} /> : null}
      {page.products ? (
        <Inline type="application/ld+json" id="offers" text={json(page.products(ORIGIN))} />
      ) : null}
    </head>
    <body>
      <page.Body />
      <Inline type="module" text={built.script} />
    </body>
  </html>
)

const Inline = ({ text, type, id }: { text: string; type?: string; id?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, at build time
  <script type={type} id={id} dangerouslySetInnerHTML={{ __html: text }} />
)

const Sharing = ({ page }: { page: MarketingPage }) => (
  <>
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Atelier" />
    <meta property="og:title" content={page.title} />
    <meta property="og:description" content={page.description} />
    <meta property="og:url" content={ORIGIN + page.path} />
    <meta property="og:image" content={ORIGIN + card} />
    <meta property="og:image:width" content="1200" />
    <meta property="og:image:height" content="630" />
    <meta
      property="og:image:alt"
      content="Atelier: your audience is a business. Open it in thirty minutes of talk."
    />
    <meta name="twitter:card" content="summary_large_image" />
  </>
)

/** `<` is escaped so that no text can end the script element. */
const json = (data: object) => JSON.stringify(data).replaceAll('<', '\\u003c')

/** As schema.org wants it. */
const faq = (questions: Question[]) =>
  json({
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    mainEntity: questions.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer.join(' ') },
    })),
  })
