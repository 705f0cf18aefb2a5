import { testInvariant } from './invariant.ts';

testInvariant('Asia/Kolkata');
