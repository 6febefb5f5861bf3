// What a newcomer meets: sample data on the first start, and the tour.
export { prepareFirstStart } from './first-start.js';
