import { useEffect, useState } from 'react';
import type { WorldMap } from '../../definition/types.ts';
import { toggleMember, useAddress } from '../state/address.ts';
import { type Answer, ask } from '../state/answer.ts';
import { numberOf, write } from '../state/format.ts';
import { heatStep } from './heat-map.tsx';
import { RankedMembers } from './ranking.tsx';
import { isAscending, shownMeasure } from './visual-path.ts';

type World = {
  readonly width: number;
  readonly height: number;
  /** By two-letter code. */
  readonly shapes: readonly { readonly code: string; readonly path: string }[];
};

let world: Promise<World> | null = null;
const listed = 8;

/** Countries coloured by a measure, beside the first of them as a list: the map alone is for who can see it. */
export const WorldMapVisual = ({
  visual,
  answer,
}: {
  readonly visual: WorldMap;
  readonly answer: Answer;
}) => {
  const [map, setMap] = useState<World | null>(null);
  const { measure: chosen, filters } = useAddress();
  useEffect(() => {
    world ??= ask<World>('/world.json');
    world.then(setMap, () => {
      world = null;
    });
  }, []);
  const measure = shownMeasure(visual, chosen);
  const filter = visual.category.filter;
  if (!measure || filter === null) return null;
  const byCode = new Map(answer.rows.map((row) => [String(row['member_key']), row]));
  const highest = Math.max(...answer.rows.map((row) => numberOf(row, measure) ?? 0), 0);
  const isChosen = (code: string): boolean => (filters[filter] ?? []).includes(code);
  return (
    <div className="map">
      {map && (
        <svg
          className="world"
          viewBox={`0 0 ${map.width} ${map.height}`}
          aria-hidden="true"
          focusable="false"
        >
          {map.shapes.map(({ code, path }) => {
            const row = byCode.get(code);
            const value = row ? numberOf(row, measure) : null;
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the map does the same by keyboard
              <path
                key={code || path}
                d={path}
                className={`heat-${heatStep(value, highest)}${isChosen(code) ? ' chosen' : ''}${row ? ' clickable' : ''}`}
                onClick={() => row && toggleMember(filter, code)}
              >
                {row && (
                  <title>{`${String(row['label'])}: ${write(value, measure.format)} ${measure.unit}`}</title>
                )}
              </path>
            );
          })}
        </svg>
      )}
      <div>
        <p className="caption">
          {measure.label} <span className="unit">{measure.unit}</span>,{' '}
          {isAscending(measure) ? 'lowest first' : 'highest first'}
          {answer.rows.length > listed && `; ${listed} of ${write(answer.rows.length, 'count')}`}
        </p>
        <RankedMembers
          rows={answer.rows.slice(0, listed)}
          category={visual.category}
          measure={measure}
        />
      </div>
    </div>
  );
};
