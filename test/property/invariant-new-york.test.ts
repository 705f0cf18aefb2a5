import { testInvariant } from './invariant.ts';

testInvariant('America/New_York');
