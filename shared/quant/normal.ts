const SQRT_2PI = 2.5066282746310002;
const INVERSE_SQRT_2PI = 0.3989422804014327;

// Cody's rational approximations of the normal integral, highest power first.
const CENTRE = {
  top: [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
  bottom: [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
};
const MIDDLE = {
  top: [
    1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
    2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
  ],
  bottom: [
    1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
    34900.95272114598, 38912.00328609327, 19685.429676859992,
  ],
};
const TAIL = {
  top: [
    0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
    2.9112874951168793e-5,
  ],
  bottom: [
    1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824,
    7.297515550839662e-5,
  ],
};

// Wichura's PPND16, highest power first.
const QUANTILE_CENTRE = {
  top: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  bottom: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};
const QUANTILE_NEAR = {
  top: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  bottom: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
};
const QUANTILE_FAR = {
  top: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  bottom: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};

interface Rational {
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

function horner(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

const ratio = (x: number, r: Rational): number => horner(x, r.top) / horner(x, r.bottom);

/**
 * Density of the standard normal, exp(-x*x/2)/sqrt(2*pi). NaN in, NaN out.
 */
export function normalPdf(x: number): number {
  return Math.exp(-0.5 * x * x) / SQRT_2PI;
}

/** exp(-x*x/2) without the rounding of x*x: x is cut at a sixteenth first. */
function bell(x: number): number {
  const cut = Math.trunc(x * 16) / 16;
  return Math.exp(-0.5 * cut * cut) * Math.exp(-0.5 * (x - cut) * (x + cut));
}

/**
 * Distribution function of the standard normal: the probability of a value <= x.
 * The relative error stays near double precision in the lower tail too (cdf(-30) is 4.9e-198, not 0).
 * -Infinity gives 0, +Infinity 1, NaN NaN.
 * @source W. J. Cody, Rational Chebyshev Approximations for the Error Function, Math. Comp. 23 (1969).
 */
export function normalCdf(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.67448975) return 0.5 + x * ratio(x * x, CENTRE);
  if (x === -Infinity) return 0;
  if (x === Infinity) return 1;
  const square = 1 / (x * x);
  const scale =
    y <= 5.656854249492381 ? ratio(y, MIDDLE) : (INVERSE_SQRT_2PI - square * ratio(square, TAIL)) / y;
  const tail = bell(y) * scale;
  return x < 0 ? tail : 1 - tail;
}

/**
 * The x at which the standard normal has probability p below it; about 1e-16 relative.
 * p = 0 gives -Infinity, p = 1 +Infinity, anything outside [0, 1] NaN.
 * @source M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, Appl. Statist. 37 (1988).
 */
export function inverseNormalCdf(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, QUANTILE_CENTRE);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  if (r === Infinity) return q < 0 ? -Infinity : Infinity;
  const x = r <= 5 ? ratio(r - 1.6, QUANTILE_NEAR) : ratio(r - 5, QUANTILE_FAR);
  return q < 0 ? -x : x;
}
