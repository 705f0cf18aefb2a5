import { testInvariant } from './invariant.ts';

testInvariant('UTC');
