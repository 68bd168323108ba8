/** The paper by day, as `public/styles/tokens.css` has it. */
export const PAPER = '#FBFAF6'
