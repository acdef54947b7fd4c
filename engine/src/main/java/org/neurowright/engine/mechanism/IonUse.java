package org.neurowright.engine.mechanism;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * One USEION statement.
 *
 * @param ion name without {@code _ion}: {@code na}, {@code ca}, ...
 * @param reads ion variables read: {@code ena}, {@code nai}, {@code nao}, {@code ina}
 * @param writes ion variables written
 * @param valence declared VALENCE, if any
 */
public record IonUse(String ion, Set<String> reads, Set<String> writes, OptionalDouble valence) {
  public IonUse {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
  }

  /** Charge of an ion that needs no VALENCE: na, k and ca; empty for others. */
  public static OptionalDouble knownValence(String ion) {
    return switch (ion) {
      case "na", "k" -> OptionalDouble.of(1);
      case "ca" -> OptionalDouble.of(2);
      default -> OptionalDouble.empty();
    };
  }

  public boolean readsReversal() {
    return reads.contains("e" + ion);
  }

  public boolean writesReversal() {
    return writes.contains("e" + ion);
  }

  public boolean readsConcentration() {
    return reads.contains(ion + "i") || reads.contains(ion + "o");
  }

  public boolean writesInside() {
    return writes.contains(ion + "i");
  }

  public boolean writesOutside() {
    return writes.contains(ion + "o");
  }

  public boolean writesConcentration() {
    return writesInside() || writesOutside();
  }

  public boolean writesCurrent() {
    return writes.contains("i" + ion);
  }
}
