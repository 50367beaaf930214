/** Somebody else owns the shard, or a person ruled on it meanwhile: what was decided is void and is decided again. */
export class StaleShard extends Error {}
