import {
  add,
  type Code,
  doWhile,
  get,
  i32,
  isBelow,
  load64,
  set,
  store64,
  subtract,
  when,
} from './code.ts';

/** What copying eight bytes at a time touches behind what is copied, where it is read and where it is written. */
export const copiedBytes = 8;

/** Addresses to read and to write, how many bytes, and a local to work with. */
type Copy = {
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly end: number;
};

export const advance = (local: number, bytes: Code): Code => set(local, add(get(local), bytes));

/** Copies, eight bytes at a time: what is too much of it is written over by what follows. Both addresses go on behind it. */
export const copyBytes = ({ at, to, length, end }: Copy): Code => [
  ...set(end, add(get(to), get(length))),
  ...when(
    isBelow(get(to), get(end)),
    doWhile(
      [
        ...store64(get(to), load64(get(at))),
        ...advance(at, i32(copiedBytes)),
        ...advance(to, i32(copiedBytes)),
      ],
      isBelow(get(to), get(end)),
    ),
  ),
  ...set(at, subtract(get(at), subtract(get(to), get(end)))),
  ...set(to, get(end)),
];
