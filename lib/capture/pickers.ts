/** What lets the user point at something on a page: a part of its own, as selections and screenshots do without. */
export { pickElement } from './overlay/element-picker.ts';
export { pickRegion } from './overlay/region-picker.ts';
