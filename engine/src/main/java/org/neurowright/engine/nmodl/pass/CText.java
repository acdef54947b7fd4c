package org.neurowright.engine.nmodl.pass;

import java.util.regex.Pattern;

/** What little of the C code in VERBATIM blocks is understood. */
final class CText {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?m)^\\s*#\\s*(include|ifndef|ifdef|if|endif|define|else|undef)\\b.*$");
  private static final Pattern DECLARATION = Pattern.compile("\\bextern\\b[^;{}]*;");
  private static final Pattern RETURN = Pattern.compile("return(\\s+0(\\.0*)?)?\\s*;");

  /** What a block of C means for a translation. */
  enum Meaning {
    /** Includes, declarations, comments. */
    NOTHING,
    /** {@code return;} or {@code return 0;}. */
    RETURN,
    UNKNOWN
  }

  private CText() {}

  static Meaning meaning(String text) {
    String code = COMMENT.matcher(text).replaceAll(" ");
    code = DIRECTIVE.matcher(code).replaceAll(" ");
    code = DECLARATION.matcher(code).replaceAll(" ").strip();
    if (code.isEmpty()) {
      return Meaning.NOTHING;
    }
    return RETURN.matcher(code).matches() ? Meaning.RETURN : Meaning.UNKNOWN;
  }
}
