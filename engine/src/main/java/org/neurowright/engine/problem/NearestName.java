package org.neurowright.engine.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The most similar name, if it is similar enough to be meant (about a third of the letters differ
   * at most).
   */
  public static Optional<String> of(String wanted, Collection<String> present) {
    int allowed = Math.max(1, (wanted.length() + 1) / 3);
    return present.stream()
        .filter(name -> distance(wanted, name) <= allowed)
        .min(
            Comparator.<String>comparingInt(name -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * {@code There is "x"}, or a short list of what is present, or nothing; a hint for a name not
   * found.
   */
  public static String hint(String wanted, Collection<String> present) {
    Optional<String> nearest = of(wanted, present);
    if (nearest.isPresent()) {
      return "There is \"" + nearest.get() + "\"; probably that is meant";
    }
    return present.isEmpty() ? "" : "There is " + list(present);
  }

  /** Names separated by commas, the first twelve. */
  public static String list(Collection<String> names) {
    String text = String.join(", ", names.stream().limit(12).toList());
    return names.size() > 12 ? text + " and " + (names.size() - 12) + " more" : text;
  }

  /** Names separated by commas, the first twelve, those most like the wanted one first. */
  public static String nearestFirst(String wanted, Collection<String> names) {
    return list(
        names.stream()
            .sorted(
                Comparator.<String>comparingInt(name -> distance(wanted, name))
                    .thenComparing(Comparator.naturalOrder()))
            .toList());
  }

  /**
   * Edits (insert, delete, replace, swap of neighbours) between two names; a change of case counts
   * nothing.
   */
  public static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + replace);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
