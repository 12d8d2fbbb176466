// Seeds of trustees and of the authority: 32 bytes, kept on paper as a code of 54 characters.
import { groups, readChecked, withCheck } from "./codes.js";
import { randomBytes } from "./suite.js";

const LENGTH = 32;

export const drawSeed = () => randomBytes(LENGTH);
export const showSeed = (seed) => groups(withCheck("seed", seed));
export const readSeed = (typed) => readChecked("seed", typed, LENGTH);
