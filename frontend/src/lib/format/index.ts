export { dayInWords, isoDay, relativeDay, timeOfDay } from './dates'
export { compact, count, money, parseCount, parsePercent, percent, plural } from './numbers'
