// Walk the hub with Ketting, from the entry point and by links only. Prints one JSON object of what was seen.
import { Client } from 'ketting';

const [origin, key] = process.argv.slice(2);
const client = new Client(`${origin}/api/v1/`);
client.use((request, next) => {
  request.headers.set('X-API-Key', key);
  return next(request);
});

// Every item of a collection, page by page.
async function items(collection) {
  const found = [];
  for (let page = collection; ; ) {
    const state = await page.get();
    found.push(...state.getEmbedded().map((item) => item.uri));
    if (!state.links.has('next')) return found;
    page = await state.follow('next');
  }
}

const root = client.go();
const entry = await root.get();
// Reports and the search are no collections: they have to be asked for a period, and for a text.
const skipped = new Set(['self', 'curies', 'service-desc', 'service-doc', 'search']);
const collections = entry.links.getAll().filter((link) => !skipped.has(link.rel) && !link.href.includes('/reports/'));
const relations = [...new Set(collections.map((link) => link.rel))];

// A state from Ketting's cache comes without its embedded items, so each collection is walked once.
const walked = {};
for (const rel of relations) walked[rel] = await items(await root.follow(rel));

const first = client.go(walked.assets[0]);
const asset = await first.get();
const product = await (await first.follow('product')).get();
const assets = await root.follow('assets');
const match = await (await assets.follow('find', { serial_number: asset.data.serial_number })).get();

console.log(JSON.stringify({
  seen: Object.fromEntries(Object.entries(walked).map(([rel, uris]) => [rel, new Set(uris).size])),
  self: asset.links.get('self').href,
  product: product.data.product_code,
  found: match.getEmbedded().map((item) => item.data.serial_number),
  serial: asset.data.serial_number,
}));
