// The arithmetic of the result (sections 5 and 9), in BigInt, so that no product is ever rounded.
export function reaches(n, threshold, { roll, tookPart }) {
  const base = threshold.base === "roll" ? roll : tookPart;
  const left = BigInt(n) * BigInt(threshold.denominator);
  const right = BigInt(threshold.numerator) * BigInt(base);
  return threshold.strict ? left > right : left >= right;
}

// [elected, tied], as positions in the manifest's order.
export function elected(votes, able, seats) {
  const [chosen, tied] = [[], []];
  votes.forEach((mine, i) => {
    if (!able[i]) return;
    const above = votes.filter((other, j) => able[j] && other > mine).length;
    const level = votes.filter((other, j) => able[j] && other === mine).length;
    if (above + level <= seats) chosen.push(i);
    else if (above < seats) tied.push(i);
  });
  return [chosen, tied];
}
