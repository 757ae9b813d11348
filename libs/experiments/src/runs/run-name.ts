import { randomInt } from 'node:crypto';

const ADJECTIVES = [
  'able', 'agile', 'amber', 'bold', 'brave', 'bright', 'calm', 'clear', 'clever', 'cosy', 'crisp', 'deft', 'eager', 'early', 'fair', 'fine',
  'fond', 'frank', 'gentle', 'glad', 'golden', 'grand', 'happy', 'honest', 'keen', 'kind', 'light', 'lively', 'loyal', 'lucky', 'merry',
  'mild', 'neat', 'nimble', 'noble', 'patient', 'plain', 'polite', 'proud', 'quick', 'quiet', 'rapid', 'sharp', 'silent', 'silver', 'sleek',
  'smart', 'smooth', 'steady', 'sunny', 'swift', 'tidy', 'trusty', 'upbeat', 'warm', 'wise', 'witty', 'young',
];
const NOUNS = [
  'ant', 'auk', 'badger', 'bat', 'bear', 'bee', 'bison', 'boar', 'carp', 'cat', 'cod', 'colt', 'crab', 'crane', 'crow', 'deer', 'doe', 'dove',
  'duck', 'eel', 'elk', 'ermine', 'ewe', 'falcon', 'finch', 'fish', 'fox', 'frog', 'goat', 'goose', 'grouse', 'gull', 'hare', 'hawk', 'hen',
  'heron', 'hog', 'horse', 'ibex', 'jay', 'kit', 'lamb', 'lark', 'lynx', 'mole', 'moose', 'moth', 'mule', 'newt', 'otter', 'owl', 'ox',
  'perch', 'pike', 'pug', 'quail', 'ram', 'rat', 'raven', 'rook', 'seal', 'shad', 'shrew', 'slug', 'snail', 'squid', 'stag', 'stork', 'swan',
  'tern', 'toad', 'trout', 'vole', 'wasp', 'whale', 'wolf', 'wren', 'yak',
];

const oneOf = (words: readonly string[]): string => words[randomInt(words.length)]!;

/** A name for a run that was given none: easier to say to each other than an id. */
export const drawRunName = (): string => `${oneOf(ADJECTIVES)}-${oneOf(NOUNS)}-${randomInt(1000)}`;
