// The map of posts. It is made of the list beside it: markers are links in the page's own language and direction, lines are today's routes. Nothing is asked of any other host.
const place = document.querySelector('[data-map]');
const missing = document.querySelector('[data-map-missing]');

if (place && document.createElement('canvas').getContext('webgl2')) {
  missing.hidden = true;
  draw().catch((error) => { missing.hidden = false; place.hidden = true; console.error(error); });
} else if (place) {
  place.hidden = true;
}

async function draw() {
  const [library, base] = await Promise.all([import(place.dataset.library), fetch(place.dataset.base).then((answer) => answer.json())]);
  library.setWorkerUrl(new URL(place.dataset.worker, location.href).href);
  const airports = new Map(base.features.filter((f) => f.properties.kind === 'airport').map((f) => [f.properties.code, f.geometry.coordinates]));
  const posts = placed();
  const map = new library.Map({
    container: place, style: styleOf(base), attributionControl: false, cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 9, minZoom: 1.5,
    fadeDuration: 0, bounds: boundsOf([...posts.map((p) => p.at), ...(place.clientWidth < 600 ? [] : posts.flatMap((p) => p.others.map((o) => airports.get(o)).filter(Boolean)))]), fitBoundsOptions: { padding: { top: 90, bottom: 50, left: Math.min(130, place.clientWidth / 5), right: Math.min(130, place.clientWidth / 5) }, maxZoom: 4.6 },
    locale: { 'Map.Title': place.dataset.title, 'NavigationControl.ZoomIn': place.dataset.zoomIn, 'NavigationControl.ZoomOut': place.dataset.zoomOut, 'CooperativeGesturesHandler.MobileHelpText': place.dataset.twoFingers, 'CooperativeGesturesHandler.WindowsHelpText': place.dataset.hold, 'CooperativeGesturesHandler.MacHelpText': place.dataset.hold },
  });
  map.addControl(new library.NavigationControl({ showCompass: false }), document.dir === 'rtl' ? 'top-left' : 'top-right');

  let markers = [];
  const show = () => {
    const held = document.activeElement?.closest('.map-marker')?.dataset.at;
    markers.forEach((marker) => marker.remove());
    markers = placed().map((post) => new library.Marker({ element: markerOf(post), anchor: 'bottom' }).setLngLat(post.at).addTo(map));
    map.getSource('routes').setData({ type: 'FeatureCollection', features: placed().flatMap((post) => post.others.filter((o) => airports.has(o)).map((other) => routeOf(airports.get(other), post.at))) });
    if (held) place.querySelector(`.map-marker[data-at="${CSS.escape(held)}"] a`)?.focus();
  };
  map.on('load', show);
  map.once('idle', () => { place.dataset.drawn = 'true'; });
  document.body.addEventListener('htmx:afterSwap', () => map.loaded() && show());
  new MutationObserver(() => { map.setStyle(styleOf(base)); map.once('styledata', show); }).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
}

// The posts of the list that have a place.
function placed() {
  return [...document.querySelectorAll('[data-post][data-longitude]')].map((post) => ({
    at: [Number(post.dataset.longitude), Number(post.dataset.latitude)], link: post.querySelector('[data-label]'), others: [...new Set([...post.querySelectorAll('[data-other]')].map((route) => route.dataset.other))],
  }));
}

function markerOf(post) {
  const marker = document.createElement('div');
  marker.className = 'map-marker';
  marker.dir = document.dir;
  marker.dataset.at = post.link.getAttribute('href');
  const link = post.link.cloneNode(true);
  link.removeAttribute('data-label');
  marker.append(link);
  return marker;
}

function boundsOf(places) {
  if (places.length === 0) return [[-18, 20], [12, 38]];
  const [xs, ys] = [places.map((p) => p[0]), places.map((p) => p[1])];
  return [[Math.min(...xs) - 1, Math.min(...ys) - 1], [Math.max(...xs) + 1, Math.max(...ys) + 1]];
}

// A gentle bow, so that lines to and fro of neighbours can be told apart.
function routeOf(from, to) {
  const middle = [(from[0] + to[0]) / 2 + (to[1] - from[1]) * 0.15, (from[1] + to[1]) / 2 - (to[0] - from[0]) * 0.15];
  const at = (t) => [0, 1].map((i) => (1 - t) ** 2 * from[i] + 2 * (1 - t) * t * middle[i] + t ** 2 * to[i]);
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: Array.from({ length: 25 }, (_, i) => at(i / 24)) } };
}

// Colours come from the style sheet, so that the map is dark where the page is. There are no glyphs: letters are drawn with a font of this machine.
function styleOf(base) {
  const colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(`--map-${name}`).trim();
  const of = (kind) => ['==', ['get', 'kind'], kind];
  return {
    version: 8,
    sources: { base: { type: 'geojson', data: base }, routes: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('sea') } },
      { id: 'land', type: 'fill', source: 'base', filter: of('land'), paint: { 'fill-color': colour('land'), 'fill-antialias': false } },
      { id: 'seams', type: 'line', source: 'base', filter: of('land'), paint: { 'line-color': colour('land'), 'line-width': 1.5 } },
      { id: 'lake', type: 'fill', source: 'base', filter: of('lake'), paint: { 'fill-color': colour('sea') } },
      { id: 'river', type: 'line', source: 'base', filter: of('river'), paint: { 'line-color': colour('sea'), 'line-width': 1.2 } },
      { id: 'boundary', type: 'line', source: 'base', filter: of('boundary'), paint: { 'line-color': colour('line'), 'line-width': 1.2 } },
      { id: 'disputed', type: 'line', source: 'base', filter: of('disputed'), paint: { 'line-color': colour('line'), 'line-width': 1.2, 'line-dasharray': [3, 3] } },
      { id: 'route', type: 'line', source: 'routes', paint: { 'line-color': colour('route'), 'line-width': 1.8, 'line-opacity': 0.8 } },
      { id: 'city', type: 'circle', source: 'base', filter: of('city'), minzoom: 3.2, paint: { 'circle-radius': 2, 'circle-color': colour('text') } },
      {
        id: 'city-name', type: 'symbol', source: 'base', filter: of('city'), minzoom: 3.2,
        layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.4], 'symbol-sort-key': ['get', 'rank'] },
        paint: { 'text-color': colour('text'), 'text-halo-color': colour('land'), 'text-halo-width': 1.2 },
      },
    ],
  };
}
