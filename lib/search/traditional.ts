import PAIRS from 'opencc-js/dict/TSCharacters';
import { learnTraditional } from './simplified.ts';

// 20 kB: whoever indexes brings it along, a page when Chinese is searched for.
learnTraditional(PAIRS);
