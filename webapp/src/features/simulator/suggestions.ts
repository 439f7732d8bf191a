/** Texts worth trying, from the plain order to what only a person can answer. */
export const suggestions: { name: string; text: string }[] = [
  { name: 'Two products, a date, a budget', text: 'hi! can we get 150 of the 11oz white mugs and 2 dozen navy caps by next friday? around $1,200 total' },
  { name: 'A question about the quantity', text: 'need some black tote bags for the fair, and 40 pens' },
  { name: 'More than there is in stock', text: '5000 steel bottles please' },
  { name: 'Not in the catalogue', text: 'do you do 25 embroidered beach towels?' },
  { name: 'Add to what was asked', text: 'and 100 pens too please' },
  { name: 'Yes to a quote', text: 'YES' },
  { name: 'Opt out', text: 'STOP' },
  { name: 'Opt in again', text: 'START' },
]
