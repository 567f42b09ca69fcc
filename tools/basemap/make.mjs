// Makes the base map of the desk, src/Entente.Node/Desk/Web/basemap.json, from ten GeoJSON files of Natural Earth (public domain). See README.md.
// node tools/basemap/make.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) {
  console.error('Give the folder with the GeoJSON files of Natural Earth; README.md names them.');
  process.exit(1);
}

const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.geojson`), 'utf8')).features;

// In these countries boundaries are drawn. Everywhere else there is land and sea alone.
const drawn = new Set(['Morocco', 'Western Sahara', 'Algeria', 'Tunisia', 'Libya', 'Mauritania', 'Mali', 'Niger', 'Chad', 'Senegal', 'Gambia', 'Guinea Bissau', 'Guinea', 'Sierra Leone', 'Liberia',
  'Ivory Coast', 'Burkina Faso', 'Ghana', 'Togo', 'Benin', 'Nigeria', 'Cameroon', 'Equatorial Guinea', 'Gabon', 'Republic of the Congo', 'Central African Republic', 'Spain', 'Portugal']);
const codes = { 'Morocco': 'MAR', 'Western Sahara': 'ESH', 'Algeria': 'DZA', 'Mauritania': 'MRT', 'Spain': 'ESP', 'Gibraltar': 'GIB', 'Portugal': 'PRT' };

// A line that one of its neighbours disputes, whatever Natural Earth calls it: Ceuta and Melilla, Gibraltar, and the south of Western Sahara, which is a
// boundary of two States in the eyes of the one and of two others in the eyes of the other.
const alsoDisputed = new Set(['ESP-MAR', 'ESP-GIB', 'ESH-MRT']);

const sides = ({ ADM0_LEFT: left, ADM0_RIGHT: right }) => [left, right];
const idOf = (properties) => sides(properties).map((s) => codes[s] ?? s).sort().join('-');
const isDrawn = ({ properties }) => properties.FEATURECLA !== 'Overlay limit' && sides(properties).some((s) => drawn.has(s));
const claims = { 'Western Saharan claim': 'ESH-MAR-NORTH', 'Portuguese claim': 'ESP-PRT' };
const isDisputed = (properties) => !properties.FEATURECLA.startsWith('International') || alsoDisputed.has(idOf(properties));

// Ramer, Douglas and Peucker: points that lie no further than so many degrees from the line without them are left out.
function simplify(points, within) {
  if (points.length < 3) return points;
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack = [[0, points.length - 1]];
  while (stack.length) {
    const [from, to] = stack.pop();
    let [most, at] = [0, -1];
    for (let i = from + 1; i < to; i++) {
      const away = distance(points[i], points[from], points[to]);
      if (away > most) [most, at] = [away, i];
    }
    if (most > within) {
      keep[at] = 1;
      stack.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => keep[i]);
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

const round = (points, digits) => points.map(([x, y]) => [+x.toFixed(digits), +y.toFixed(digits)]).filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
const line = (points, within, digits) => round(simplify(points, within), digits);
const ring = (points, within, digits) => {
  const made = line(points, within, digits);
  return made.length >= 4 ? made : null;
};
const polygons = (geometry) => geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
const lines = (geometry) => geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
const area = (geometry, within, digits) => {
  const coordinates = polygons(geometry).map((p) => p.map((r) => ring(r, within, digits)).filter(Boolean)).filter((p) => p.length > 0);
  return coordinates.length ? { type: 'MultiPolygon', coordinates } : null;
};

// Pieces that go on from one another become one line: each piece begins its dashes anew, and short ones would look solid.
function joined(pieces) {
  const open = pieces.map((p) => [...p]);
  for (let i = 0; i < open.length; i++) {
    for (let j = i + 1; j < open.length; j++) {
      const [a, b] = [open[i], open[j]];
      const same = (p, q) => p[0] === q[0] && p[1] === q[1];
      const whole = same(a.at(-1), b[0]) ? [...a, ...b.slice(1)] : same(a.at(-1), b.at(-1)) ? [...a, ...b.toReversed().slice(1)]
        : same(a[0], b.at(-1)) ? [...b, ...a.slice(1)] : same(a[0], b[0]) ? [...b.toReversed(), ...a.slice(1)] : null;
      if (whole) {
        open[i] = whole;
        open.splice(j, 1);
        j = i;
      }
    }
  }
  return open;
}

const way = (geometry, within, digits) => ({ type: 'MultiLineString', coordinates: joined(lines(geometry)).map((l) => line(l, within, digits)).filter((l) => l.length > 1) });
const feature = (kind, geometry, properties = {}) => geometry && { type: 'Feature', properties: { kind, ...properties }, geometry };

// Which country a piece of land belongs to is left out: it is drawn in one colour, and what parts countries is drawn as a line.
const near = read('countries_50m_nw_africa');
const known = new Set(near.map((f) => f.properties.ADM0_A3));
const disputed = new Map();
const dispute = (id, geometry) => disputed.set(id, [...disputed.get(id) ?? [], ...lines(geometry)]);
read('boundaries_10m_nw_africa').filter(isDrawn).filter((f) => isDisputed(f.properties)).forEach((f) => dispute(idOf(f.properties), f.geometry));
read('disputed_lines_10m_nw_africa').filter((f) => f.properties.NAME in claims).forEach((f) => dispute(claims[f.properties.NAME], f.geometry));
const features = [
  ...read('countries_110m_world').filter((f) => !known.has(f.properties.ADM0_A3)).map((f) => feature('land', area(f.geometry, 0.05, 2))),
  ...near.map((f) => feature('land', area(f.geometry, 0.012, 3))),
  ...read('lakes_50m_nw_africa').map((f) => feature('lake', area(f.geometry, 0.02, 2))),
  ...read('rivers_50m_nw_africa').map((f) => feature('river', way(f.geometry, 0.03, 2))),
  ...read('boundaries_10m_nw_africa').filter(isDrawn).filter((f) => !isDisputed(f.properties)).map((f) => feature('boundary', way(f.geometry, 0.02, 3))),
  ...[...disputed].map(([id, coordinates]) => feature('disputed', way({ type: 'MultiLineString', coordinates }, 0.01, 3), { id })),
  ...read('places_10m_nw_africa').filter((f) => f.properties.SCALERANK <= 4 && f.properties.LONGITUDE < 25)
    .map((f) => feature('city', { type: 'Point', coordinates: round([f.geometry.coordinates], 2)[0] }, { name: f.properties.NAME, rank: f.properties.SCALERANK })),
  ...read('airports_10m_nw_africa').filter((f) => /^[A-Z]{3}$/.test(f.properties.IATA_CODE)).map((f) => feature('airport', { type: 'Point', coordinates: round([f.geometry.coordinates], 2)[0] }, { code: f.properties.IATA_CODE })),
].filter(Boolean);

const text = `{"type":"FeatureCollection","features":[\n${features.map((f) => JSON.stringify(f)).join(',\n')}\n]}\n`;
writeFileSync(new URL('../../src/Entente.Node/Desk/Web/basemap.json', import.meta.url), text);
const count = (kind) => features.filter((f) => f.properties.kind === kind).length;
console.log(`${text.length} bytes: ${['land', 'lake', 'river', 'boundary', 'disputed', 'city', 'airport'].map((k) => `${count(k)} ${k}`).join(', ')}`);
console.log(`Disputed lines: ${[...new Set(features.map((f) => f.properties.id).filter(Boolean))].sort().join(', ')}`);
