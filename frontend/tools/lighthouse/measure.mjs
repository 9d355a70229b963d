// Lighthouse over the addresses in argv[2], a JSON list of {name, url, cookies}; prints one JSON line for each address and form.
import lighthouse, { desktopConfig } from 'lighthouse'
import puppeteer from 'puppeteer-core'

const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 3)
const FORMS = { mobile: undefined, desktop: desktopConfig }
const FIGURES = {
  lcp: 'largest-contentful-paint',
  tbt: 'total-blocking-time',
  cls: 'cumulative-layout-shift',
  bytes: 'total-byte-weight',
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]

/** A browser of its own for each run: nothing is left in its cache by the one before. */
async function visit({ url, cookies }, config) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    await browser.setCookie(...cookies)
    const page = await browser.newPage()
    const result = await lighthouse(url, { onlyCategories: ['performance'], logLevel: 'error' }, config, page)
    return reading(url, result.lhr)
  } finally {
    await browser.close()
  }
}

function reading(url, { runtimeError, finalDisplayedUrl, categories, audits }) {
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`)
  const figures = Object.entries(FIGURES).map(([name, audit]) => [name, audits[audit].numericValue])
  return { score: categories.performance.score * 100, ...Object.fromEntries(figures) }
}

async function measure(address, form, config) {
  const readings = []
  for (let run = 0; run < RUNS; run += 1) readings.push(await visit(address, config))
  const medians = Object.keys(readings[0]).map((name) => [name, median(readings.map((one) => one[name]))])
  return { name: address.name, form, ...Object.fromEntries(medians) }
}

for (const address of JSON.parse(process.argv[2])) {
  for (const [form, config] of Object.entries(FORMS)) {
    console.log(JSON.stringify(await measure(address, form, config)))
  }
}
