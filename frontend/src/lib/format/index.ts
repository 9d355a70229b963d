export { dayInWords, daysUntil, isoDay, momentIn, relativeDay, timeOfDay } from './dates'
export { compact, count, money, parseCount, percent, percentHundredths, plural } from './numbers'
