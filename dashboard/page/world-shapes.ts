import { createRequire } from 'node:module';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { FeatureCollection } from 'geojson';
import countries from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';

const width = 960;
const height = 480;
/** Not much of it is inhabited, and it takes a fifth of the map. */
const antarctica = '010';

/**
 * The countries as paths by two-letter code, drawn here so that the page needs neither geometry nor projection.
 * Natural Earth's at 1:110 million (world-atlas), which has no room for the smallest ones: the list beside the map has.
 */
export const worldShapes = () => {
  const atlas = createRequire(import.meta.url)('world-atlas/countries-110m.json') as Topology;
  const { countries: shapes } = atlas.objects;
  if (!shapes) throw new Error('world-atlas must hold countries');
  const collection = feature(atlas, shapes) as FeatureCollection;
  const features = collection.features.filter(({ id }) => String(id) !== antarctica);
  const projection = geoNaturalEarth1().fitSize([width, height], { ...collection, features });
  // A tenth of a pixel is finer than any screen shows.
  const path = geoPath(projection).digits(1);
  return {
    width,
    height,
    shapes: features.map((country) => ({
      code: countries.numericToAlpha2(String(country.id ?? '')) ?? '',
      path: path(country) ?? '',
    })),
  };
};
