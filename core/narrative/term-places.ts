import { TERM_SPACE } from './term-hash.ts'

/**
 * Where each term stands in the list that is being worked on, counted from 1. Scratch for one function at a time, for all
 * engines of a thread; every user leaves it all zero. One table for all, since each takes 4 MB.
 */
export const termPlaces = new Int32Array(TERM_SPACE)
