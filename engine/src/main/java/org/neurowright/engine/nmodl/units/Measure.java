package org.neurowright.engine.nmodl.units;

/** What is known of an expression's unit. */
sealed interface Measure {
  Measure NONE = new Known(Unit.ONE);

  /** It has this unit. */
  record Known(Unit unit) implements Measure {}

  /** A bare number: fits everything it is added to, compared with or assigned to. */
  record Bare() implements Measure {}

  /** Unknown, and so never wrong. */
  record Open() implements Measure {}

  /** The unit for multiplying; a bare number has none. */
  default Unit factor() {
    return switch (this) {
      case Known known -> known.unit();
      case Bare ignored -> Unit.ONE;
      case Open ignored -> Unit.ONE;
    };
  }

  /** The product with another one, or the quotient. */
  default Measure times(Measure other, int power) {
    if (this instanceof Open || other instanceof Open) {
      return new Open();
    }
    return this instanceof Bare && other instanceof Bare
        ? this
        : new Known(factor().times(other.factor(), power));
  }

  /** What a variable has that this was assigned to. */
  default Measure kept() {
    return this instanceof Bare ? NONE : this;
  }
}
