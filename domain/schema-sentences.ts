/*
 * Import this where a schema's own sentences are shown. Schemas are made by zod/mini, which takes 30 KB of a
 * function's bundle where zod takes 100, and brings no sentences.
 */
import { config } from 'zod/mini';
import en from 'zod/v4/locales/en.js';

config(en());
