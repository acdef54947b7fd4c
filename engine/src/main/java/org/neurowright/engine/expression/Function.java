package org.neurowright.engine.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of the language: the list that checks, completion and help go by. */
public enum Function {
  ABS(Kind.NUMBER, "x", "size of x without its sign"),
  SIGN(Kind.NUMBER, "x", "-1, 0 or 1"),
  SQRT(Kind.NUMBER, "x", "square root"),
  EXP(Kind.NUMBER, "x", "e to the power x"),
  LOG(Kind.NUMBER, "x", "natural logarithm"),
  LOG10(Kind.NUMBER, "x", "logarithm to base 10"),
  LOG1P(Kind.NUMBER, "x", "log(1 + x), exact for small x"),
  EXPM1(Kind.NUMBER, "x", "exp(x) - 1, exact for small x"),
  SIN(Kind.NUMBER, "x", "sine of an angle in radians"),
  COS(Kind.NUMBER, "x", "cosine of an angle in radians"),
  TAN(Kind.NUMBER, "x", "tangent of an angle in radians"),
  ASIN(Kind.NUMBER, "x", "angle in radians with this sine"),
  ACOS(Kind.NUMBER, "x", "angle in radians with this cosine"),
  ATAN(Kind.NUMBER, "x", "angle in radians with this tangent"),
  ATAN2(Kind.NUMBER, "y, x", "angle in radians of the point (x, y)"),
  SINH(Kind.NUMBER, "x", "hyperbolic sine"),
  COSH(Kind.NUMBER, "x", "hyperbolic cosine"),
  TANH(Kind.NUMBER, "x", "hyperbolic tangent"),
  FLOOR(Kind.NUMBER, "x", "largest whole number up to x"),
  CEIL(Kind.NUMBER, "x", "smallest whole number from x"),
  ROUND(Kind.NUMBER, "x", "nearest whole number, halves to the even one"),
  MIN(Kind.NUMBER, "a, b, ...", "smallest of the arguments"),
  MAX(Kind.NUMBER, "a, b, ...", "largest of the arguments"),
  CLIP(Kind.NUMBER, "x, low, high", "x, but at least low and at most high"),
  HYPOT(Kind.NUMBER, "a, b", "sqrt(a^2 + b^2)"),
  MOD(Kind.NUMBER, "a, b", "remainder of a / b with the sign of b, as a % b"),
  ERF(Kind.NUMBER, "x", "error function"),
  GAUSSIAN(Kind.NUMBER, "d, sigma", "exp(-d^2 / (2 sigma^2)): 1 at distance 0"),
  EXPONENTIAL(Kind.NUMBER, "d, lambda", "exp(-d / lambda): 1 at distance 0"),
  MEXICAN_HAT(
      Kind.NUMBER,
      "d, sigma1, sigma2, [ratio]",
      "gaussian(d, sigma1) - ratio * gaussian(d, sigma2); without ratio (sigma1 / sigma2)^2,"
          + " balanced in a plane"),
  STEP(Kind.NUMBER, "x", "1 from x = 0 upwards, 0 below"),
  LINEAR(
      Kind.NUMBER, "x, x0, y0, x1, y1", "straight line from (x0, y0) to (x1, y1), level outside"),
  UNIFORM(Kind.RANDOM, "[low], [high]", "random, even between low and high; without them 0 and 1"),
  NORMAL(Kind.RANDOM, "mean, sd", "random, normal distribution"),
  TRUNCATED_NORMAL(
      Kind.RANDOM, "mean, sd, low, high", "random, normal distribution between two bounds"),
  LOGNORMAL(Kind.RANDOM, "mu, sigma", "random, exp(normal(mu, sigma))"),
  RANDOM_EXPONENTIAL(Kind.RANDOM, "mean", "random, exponential distribution"),
  GAMMA(Kind.RANDOM, "shape, scale", "random, gamma distribution with mean shape * scale"),
  POISSON(Kind.RANDOM, "mean", "random, Poisson distribution"),
  INTEGER(Kind.RANDOM, "low, high", "random whole number, both bounds included"),
  CHOICE(Kind.RANDOM, "list, [weights]", "random element of a list"),
  BERNOULLI(Kind.RANDOM, "p", "true with probability p"),
  LOWER(Kind.TEXT, "text", "the text in small letters"),
  STARTSWITH(Kind.TEXT, "text, beginning", "whether a text begins with another"),
  CONTAINS(Kind.TEXT, "text, part", "whether a text contains another"),
  HAS(Kind.PRESENCE, "name", "whether the row has a value of this name");

  /** What a function is about. */
  public enum Kind {
    /** Numbers to a number. */
    NUMBER,
    /** Another value in every row. */
    RANDOM,
    /** Something about texts. */
    TEXT,
    /** Something about missing values. */
    PRESENCE
  }

  private final Kind kind;
  private final List<String> parameters;
  private final String summary;
  private final int least;
  private final boolean unlimited;

  Function(Kind kind, String parameters, String summary) {
    this.kind = kind;
    List<String> all = Arrays.asList(parameters.split(", "));
    this.unlimited = all.getLast().equals("...");
    this.parameters = unlimited ? all.subList(0, all.size() - 1) : all;
    this.summary = summary;
    this.least = (int) this.parameters.stream().filter(p -> !p.startsWith("[")).count();
  }

  /** How it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** How it is called, arguments that may be left out in brackets: {@code clip(x, low, high)}. */
  public String signature() {
    return word() + "(" + String.join(", ", parameters) + (unlimited ? ", ..." : "") + ")";
  }

  /** What it gives, in a line. */
  public String summary() {
    return summary;
  }

  boolean takes(int arguments) {
    return arguments >= least
        && (unlimited || arguments <= parameters.size())
        && !(this == UNIFORM && arguments == 1);
  }

  String parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1)).replaceAll("[\\[\\]]", "");
  }

  /** The function with this word. */
  public static Optional<Function> named(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }
}
