package org.neurowright.io.neurolucida;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * From words to unconnected outlines and trees. Markers, texts, spines, sets and properties without
 * meaning for the shape are passed over.
 */
final class NeurolucidaParser {
  private static final Set<String> SOMA = Set.of("CellBody", "Cell Body", "Soma");
  private static final int DEEPEST = 2000;

  private final String file;
  private final List<Token> tokens;
  private final Problems problems;
  private final List<Piece> pieces = new ArrayList<>();
  private int next;
  private int points;
  private int depth;

  NeurolucidaParser(String file, List<Token> tokens, Problems problems) {
    this.file = file;
    this.tokens = tokens;
    this.problems = problems;
  }

  /** Ends the reading of the file. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  /** Outlines and sections in the order of the file; empty after an error. */
  List<Piece> parse() {
    try {
      while (!at(Token.Kind.END)) {
        if (skipped(Token.Kind.COMMA)) {
          continue;
        }
        object();
      }
      return pieces;
    } catch (Unreadable said) {
      return List.of();
    }
  }

  private void object() {
    if (!at(Token.Kind.OPEN)) {
      throw unexpected("'('");
    }
    switch (ahead(1).kind()) {
      case STRING -> outline();
      case OPEN -> treeOrText();
      case LABEL, SET -> skipList();
      case NUMBER, CLOSE, COMMA, BAR, SPINE_OPEN, SPINE_CLOSE, UNKNOWN, END -> {
        next++;
        throw unexpected("a name in quotes, a property or a branch");
      }
    }
  }

  private void outline() {
    Token name = ahead(1);
    next += 2;
    properties();
    Piece piece = new Piece(1, points, true);
    boolean kept = SOMA.contains(name.text());
    while (at(Token.Kind.OPEN) && ahead(1).is(Token.Kind.NUMBER)) {
      piece.points.add(point());
      skipped(Token.Kind.COMMA);
    }
    while (at(Token.Kind.OPEN)) {
      skipList(); // markers
    }
    close();
    if (kept && piece.points.size() > 2) {
      pieces.add(piece);
    } else if (kept) {
      problems.add(
          Problem.warning(
                  "neurolucida.outline",
                  where(name),
                  "The outline of the soma has "
                      + piece.points.size()
                      + " points and is left out, as NEURON does")
              .expected("at least three points"));
    }
  }

  /** A text is a point with a string behind it; everything else is a tree. */
  private void treeOrText() {
    next++;
    String kind = properties();
    int before = next;
    if (at(Token.Kind.OPEN) && ahead(1).is(Token.Kind.NUMBER)) {
      int counted = points;
      point();
      if (skipped(Token.Kind.STRING)) {
        close();
        return;
      }
      points = counted;
    }
    next = before;
    int type =
        switch (kind) {
          case "Axon" -> 2;
          case "Dendrite" -> 3;
          case "Apical" -> 4;
          default -> 0;
        };
    branch(type, null);
    close();
  }

  /** The name of the last property; it says what a tree is. */
  private String properties() {
    String last = "";
    while (at(Token.Kind.OPEN) && (ahead(1).is(Token.Kind.LABEL) || ahead(1).is(Token.Kind.SET))) {
      if (ahead(1).is(Token.Kind.LABEL)) {
        last = ahead(1).text();
      }
      skipList();
      skipped(Token.Kind.COMMA);
    }
    return last;
  }

  private void branch(int type, Piece parent) {
    if (++depth > DEEPEST) {
      problems.add(
          Problem.error("neurolucida.too-deep", where(now()), "Branches are nested too deeply"));
      throw new Unreadable();
    }
    while (at(Token.Kind.OPEN) && ahead(1).is(Token.Kind.LABEL)) {
      skipList();
    }
    Piece piece = new Piece(type, points, false);
    piece.parent = parent;
    do {
      piece.points.add(point());
      while (at(Token.Kind.SPINE_OPEN)) {
        skipSpine();
      }
      skipped(Token.Kind.COMMA);
    } while (at(Token.Kind.OPEN) && ahead(1).is(Token.Kind.NUMBER));
    if (parent != null && !Piece.samePlace(parent.points.getLast(), piece.points.getFirst())) {
      double[] joint = parent.points.getLast().clone();
      joint[3] = piece.points.getFirst()[3];
      piece.points.addFirst(joint);
    }
    pieces.add(piece);
    while (at(Token.Kind.OPEN) && ahead(1).is(Token.Kind.LABEL)) {
      skipList();
    }
    skipped(Token.Kind.COMMA);
    if (!skipped(Token.Kind.LABEL) && skipped(Token.Kind.OPEN)) {
      do {
        branch(type, piece);
      } while (skipped(Token.Kind.BAR));
      close();
    }
    depth--;
  }

  /** x, y, z (0 when absent) and diameter (0 when absent). */
  private double[] point() {
    if (!at(Token.Kind.OPEN) || !ahead(1).is(Token.Kind.NUMBER)) {
      throw unexpected("a point, ( x y z diameter )");
    }
    next++;
    double[] point = new double[4];
    int count = 0;
    while (count < 4 && at(Token.Kind.NUMBER)) {
      point[count++] = now().number();
      next++;
      skipped(Token.Kind.COMMA);
    }
    if (count < 2) {
      throw unexpected("a number");
    }
    skipped(Token.Kind.LABEL);
    skipped(Token.Kind.COMMA);
    if (at(Token.Kind.OPEN)) {
      skipList(); // how a curve goes on
    }
    close();
    points++;
    return point;
  }

  private void skipSpine() {
    while (!at(Token.Kind.SPINE_CLOSE)) {
      if (at(Token.Kind.END)) {
        throw unexpected("'>'");
      }
      next++;
    }
    next++;
  }

  private void skipList() {
    Token begin = now();
    int open = 0;
    do {
      if (at(Token.Kind.OPEN)) {
        open++;
      } else if (at(Token.Kind.CLOSE)) {
        open--;
      } else if (at(Token.Kind.END)) {
        problems.add(
            Problem.error("neurolucida.syntax", where(begin), "The parenthesis is never closed"));
        throw new Unreadable();
      }
      next++;
    } while (open > 0);
  }

  private void close() {
    if (!skipped(Token.Kind.CLOSE)) {
      throw unexpected("')'");
    }
  }

  private boolean skipped(Token.Kind kind) {
    if (at(kind)) {
      next++;
      return true;
    }
    return false;
  }

  private boolean at(Token.Kind kind) {
    return now().is(kind);
  }

  private Token now() {
    return ahead(0);
  }

  private Token ahead(int count) {
    return tokens.get(Math.min(next + count, tokens.size() - 1));
  }

  private Unreadable unexpected(String expected) {
    problems.add(
        Problem.error("neurolucida.syntax", where(now()), "Here stands " + now().shown())
            .expected(expected));
    return new Unreadable();
  }

  private Location where(Token token) {
    return Location.of(file, token.line(), token.column());
  }
}
