package org.neurowright.app.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces a population's name in expressions, where it is compared with the column {@code
 * pop_name}: {@code pop_name == 'exc'}, {@code 'exc' != pre.pop_name}, {@code pop_name in ['exc',
 * 'inh']}. The same text elsewhere means something else and stays.
 */
final class PopulationNames {
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*'|\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_.]*|==|!=|\\s+|.", Pattern.DOTALL);

  private PopulationNames() {}

  /**
   * The expression with the new name.
   *
   * @param columns how the column is called here: {@code pop_name}, {@code pre.pop_name}, ...
   */
  static String renamed(String expression, String oldName, String newName, Set<String> columns) {
    if (!expression.contains(oldName)) {
      return expression;
    }
    List<String> tokens = new ArrayList<>();
    List<Integer> meaningful = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      if (!matcher.group().isBlank()) {
        meaningful.add(tokens.size());
      }
      tokens.add(matcher.group());
    }
    List<String> words = meaningful.stream().map(tokens::get).toList();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      char quote = word.charAt(0);
      if ((quote == '\'' || quote == '"')
          && word.length() >= 2
          && word.substring(1, word.length() - 1).equals(oldName)
          && (isCompared(words, i, columns) || isListed(words, i, columns))) {
        char fitting = newName.indexOf(quote) < 0 ? quote : quote == '"' ? '\'' : '"';
        tokens.set(meaningful.get(i), fitting + newName + fitting);
      }
    }
    return String.join("", tokens);
  }

  private static boolean isCompared(List<String> words, int at, Set<String> columns) {
    boolean after = at >= 2 && isEquality(words.get(at - 1)) && columns.contains(words.get(at - 2));
    boolean before =
        at + 2 < words.size()
            && isEquality(words.get(at + 1))
            && columns.contains(words.get(at + 2));
    return after || before;
  }

  private static boolean isEquality(String word) {
    return word.equals("==") || word.equals("!=") || word.equals("=");
  }

  /** Whether it stands in brackets behind {@code column in} or {@code column not in}. */
  private static boolean isListed(List<String> words, int at, Set<String> columns) {
    int open = at - 1;
    while (open >= 0 && !words.get(open).matches("[\\[({]")) {
      if (!words.get(open).equals(",") && !words.get(open).matches("['\"].*|[0-9.]")) {
        return false;
      }
      open--;
    }
    int column = open - 2;
    if (open < 2 || !words.get(open - 1).equals("in")) {
      return false;
    }
    if (words.get(column).equals("not")) {
      column--;
    }
    return column >= 0 && columns.contains(words.get(column));
  }
}
