// Reads what whom exports as JSON-LD with an independent processor and compares the RDF with whom's own N-Quads.
//   node round_trip.js GRAPH.jsonld GRAPH.nq
// Exit 0 when both are the same set of quads, nothing was lost on the way and no node is blank.
import {readFileSync} from 'node:fs';
import jsonld from 'jsonld';

const refuse = async url => { throw new Error(`the context is not inlined: ${url}`); };

const quads = {format: 'application/n-quads'};

/// The lines of N-Quads.
const lines = text => new Set(text.split('\n').filter(line => line !== ''));

function missing(from, among, what) {
  const lost = [...from].filter(line => !among.has(line)).sort();
  for (const line of lost.slice(0, 10)) console.error(`${what}: ${line}`);
  if (lost.length > 10) console.error(`${what}: ... ${lost.length - 10} more`);
  return lost.length;
}

const [documentPath, quadsPath] = process.argv.slice(2);
const document = JSON.parse(readFileSync(documentPath, 'utf8'));
const options = {documentLoader: refuse, safe: true};  // safe: an error instead of dropping what has no IRI
const expanded = await jsonld.expand(document, options);
const theirs = lines(await jsonld.canonize(expanded, {...options, ...quads}));
// Read and written once more by the same hand, so that escapes written differently compare equal.
const ours = lines(await jsonld.canonize(readFileSync(quadsPath, 'utf8'), {...quads, inputFormat: quads.format}));

let problems = missing(theirs, ours, 'only in the JSON-LD') + missing(ours, theirs, 'only in the N-Quads');
for (const line of theirs) {
  if (/(^|\s)_:/.test(line.replace(/"(\\.|[^"\\])*"/g, '""'))) {
    console.error(`a blank node: ${line}`);
    ++problems;
  }
}
if (theirs.size === 0) {
  console.error('no quads at all');
  ++problems;
}
console.log(`JSON-LD round trip: ${theirs.size} quads, ${problems} problems`);
process.exit(problems === 0 ? 0 : 1);
