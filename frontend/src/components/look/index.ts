export { Choice } from './choice'
export { DaysChoice } from './days-choice'
export { WorldChoice } from './world-choice'
