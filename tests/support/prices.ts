/** Made up: no price is shipped. */
export const PRICES = {
  currency: 'USD',
  asOf: '2026-11-01',
  source: 'https://prices.example/list',
  inputPerMillion: 2,
  cachedInputPerMillion: 0.5,
  outputPerMillion: 8,
};
