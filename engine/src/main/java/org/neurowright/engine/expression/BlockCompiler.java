package org.neurowright.engine.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.expression.Block.NumberOp;
import org.neurowright.engine.expression.Block.PerBlock;
import org.neurowright.engine.expression.Block.TextOp;
import org.neurowright.engine.expression.syntax.Arithmetic;
import org.neurowright.engine.expression.syntax.Comparison;
import org.neurowright.engine.random.Distributions;

/**
 * Makes operations over blocks of rows from a checked expression. Every operation is a loop over
 * arrays; what it needs in between stands in the scratch array of its depth, which operands of the
 * same operation do not share. What does not change with the row becomes an array filled once.
 */
final class BlockCompiler {
  private final Block block;

  /** In the order in which they have to be computed. */
  final List<PerBlock> perBlock = new ArrayList<>();

  BlockCompiler(Block block) {
    this.block = block;
  }

  /**
   * @param depth the first scratch array that is free
   */
  NumberOp number(Node node, int depth) {
    if (node instanceof Node.Constant constant) {
      double[] values = new double[Block.SIZE];
      Arrays.fill(values, constant.value());
      return (from, count, out) -> values;
    }
    NumberOp op = numberPerRow(node, depth);
    if (node.rate() == Rate.PER_ROW) {
      return op;
    }
    double[] values = new double[Block.SIZE];
    double[] scratch = new double[Block.SIZE];
    perBlock.add(
        count -> Arrays.fill(values, 0, Math.min(count, Block.SIZE), op.run(0, 1, scratch)[0]));
    return (from, count, out) -> values;
  }

  TextOp text(Node node, int depth) {
    if (node instanceof Node.TextConstant constant) {
      int[] codes = new int[Block.SIZE];
      Arrays.fill(codes, block.pool.code(constant.value()));
      return (from, count, out) -> codes;
    }
    TextOp op = textPerRow(node, depth);
    if (node.rate() == Rate.PER_ROW) {
      return op;
    }
    int[] codes = new int[Block.SIZE];
    int[] scratch = new int[Block.SIZE];
    perBlock.add(
        count -> Arrays.fill(codes, 0, Math.min(count, Block.SIZE), op.run(0, 1, scratch)[0]));
    return (from, count, out) -> codes;
  }

  private NumberOp numberPerRow(Node node, int depth) {
    return switch (node) {
      case Node.Variable v -> variable(v);
      case Node.Negation n -> {
        NumberOp a = number(n.operand(), depth);
        yield (from, count, out) -> {
          double[] x = a.run(from, count, out);
          for (int i = 0; i < count; i++) {
            out[i] = -x[i];
          }
          return out;
        };
      }
      case Node.Operation o -> operation(o, depth);
      case Node.Call c -> call(c, depth);
      case Node.Chain c -> chain(c, depth);
      case Node.TextEquality e -> textEquality(e, depth);
      case Node.Member m -> m.value().type() == Type.TEXT ? textMember(m, depth) : member(m, depth);
      case Node.And a -> logic(a.left(), a.right(), true, depth);
      case Node.Or o -> logic(o.left(), o.right(), false, depth);
      case Node.Not n -> {
        NumberOp a = number(n.operand(), depth);
        yield (from, count, out) -> {
          double[] x = a.run(from, count, out);
          for (int i = 0; i < count; i++) {
            out[i] = 1 - x[i];
          }
          return out;
        };
      }
      case Node.Conditional c -> conditional(c, depth);
      case Node.Draw d -> draw(d, depth);
      case Node.Choice c -> choice(c);
      case Node.TextTest t -> textTest(t, depth);
      case Node.Has h -> has(h.variable(), depth);
      case Node.Constant c -> throw new IllegalStateException("constants are made elsewhere");
      case Node.TextConstant t -> throw new IllegalStateException("a text is not a number");
      case Node.Lower l -> throw new IllegalStateException("a text is not a number");
    };
  }

  private NumberOp variable(Node.Variable v) {
    int name = v.index();
    boolean perRow = v.rate() == Rate.PER_ROW;
    boolean truth = v.type() == Type.BOOLEAN;
    return (from, count, out) -> {
      if (perRow) {
        block.rows.numbers(name, from, count, out);
      } else {
        out[0] = block.rows.number(name);
      }
      if (truth) {
        for (int i = 0; i < count; i++) {
          out[i] = out[i] < 0 || out[i] > 0 ? 1 : 0;
        }
      }
      return out;
    };
  }

  private NumberOp operation(Node.Operation o, int depth) {
    NumberOp left = number(o.left(), depth);
    NumberOp right = number(o.right(), depth + 1);
    double[] scratch = block.numbers(depth);
    Arithmetic operator = o.operator();
    return (from, count, out) -> {
      double[] a = left.run(from, count, out);
      operate(operator, a, right.run(from, count, scratch), count, out);
      return out;
    };
  }

  private static void operate(
      Arithmetic operator, double[] a, double[] b, int count, double[] out) {
    switch (operator) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] + b[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] - b[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] * b[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] / b[i];
        }
      }
      case REMAINDER -> {
        for (int i = 0; i < count; i++) {
          out[i] = Formulas.remainder(a[i], b[i]);
        }
      }
      case POWER -> {
        for (int i = 0; i < count; i++) {
          out[i] = Formulas.power(a[i], b[i]);
        }
      }
    }
  }

  private NumberOp[] operands(List<Node> nodes, int depth) {
    NumberOp[] ops = new NumberOp[nodes.size()];
    for (int i = 0; i < ops.length; i++) {
      block.numbers(depth + i);
      ops[i] = number(nodes.get(i), depth + ops.length);
    }
    return ops;
  }

  /** Computes all operands into the scratch arrays that were set apart for them. */
  private void run(NumberOp[] ops, int depth, int from, int count, double[][] results) {
    for (int k = 0; k < ops.length; k++) {
      results[k] = ops[k].run(from, count, block.numbers(depth + k));
    }
  }

  private NumberOp call(Node.Call c, int depth) {
    NumberOp[] ops = operands(c.arguments(), depth);
    double[][] x = new double[ops.length][];
    double[] arguments = new double[ops.length];
    Function function = c.function();
    boolean fixedWidth =
        function == Function.GAUSSIAN && c.arguments().get(1).rate() != Rate.PER_ROW;
    return (from, count, out) -> {
      run(ops, depth, from, count, x);
      double[] a = x[0];
      if (fixedWidth) {
        double factor = Formulas.gaussianFactor(x[1][0]);
        for (int i = 0; i < count; i++) {
          out[i] = Formulas.gaussian(a[i], factor);
        }
        return out;
      }
      switch (function) {
        case EXP -> {
          for (int i = 0; i < count; i++) {
            out[i] = Formulas.exp(a[i]);
          }
        }
        case EXPONENTIAL -> {
          double[] b = x[1];
          for (int i = 0; i < count; i++) {
            out[i] = Formulas.exp(-a[i] / b[i]);
          }
        }
        case SQRT -> {
          for (int i = 0; i < count; i++) {
            out[i] = Math.sqrt(a[i]);
          }
        }
        case ABS -> {
          for (int i = 0; i < count; i++) {
            out[i] = Math.abs(a[i]);
          }
        }
        default -> {
          for (int i = 0; i < count; i++) {
            for (int k = 0; k < arguments.length; k++) {
              arguments[k] = x[k][i];
            }
            out[i] = Formulas.apply(function, arguments, arguments.length);
          }
        }
      }
      return out;
    };
  }

  private NumberOp chain(Node.Chain c, int depth) {
    NumberOp[] ops = operands(c.operands(), depth);
    double[][] x = new double[ops.length][];
    Comparison[] signs = c.signs().toArray(new Comparison[0]);
    return (from, count, out) -> {
      run(ops, depth, from, count, x);
      compare(signs[0], x[0], x[1], count, out);
      for (int k = 1; k < signs.length; k++) {
        double[] a = x[k];
        double[] b = x[k + 1];
        for (int i = 0; i < count; i++) {
          out[i] = out[i] != 0 && signs[k].holds(a[i], b[i]) ? 1 : 0;
        }
      }
      return out;
    };
  }

  private static void compare(Comparison sign, double[] a, double[] b, int count, double[] out) {
    switch (sign) {
      case EQUAL -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] == b[i] ? 1 : 0;
        }
      }
      case NOT_EQUAL -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] < b[i] || a[i] > b[i] ? 1 : 0;
        }
      }
      case LESS -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] < b[i] ? 1 : 0;
        }
      }
      case LESS_OR_EQUAL -> {
        for (int i = 0; i < count; i++) {
          out[i] = a[i] <= b[i] ? 1 : 0;
        }
      }
      case GREATER -> compare(Comparison.LESS, b, a, count, out);
      case GREATER_OR_EQUAL -> compare(Comparison.LESS_OR_EQUAL, b, a, count, out);
    }
  }

  private NumberOp member(Node.Member m, int depth) {
    NumberOp value = number(m.value(), depth + 1);
    NumberOp[] elements = new NumberOp[m.elements().size()];
    for (int k = 0; k < elements.length; k++) {
      elements[k] = number(m.elements().get(k), depth + 2);
    }
    double[] valueScratch = block.numbers(depth);
    double[] elementScratch = block.numbers(depth + 1);
    boolean negated = m.negated();
    return (from, count, out) -> {
      double[] v = value.run(from, count, valueScratch);
      for (int i = 0; i < count; i++) {
        out[i] = negated && v[i] == v[i] ? 1 : 0;
      }
      for (NumberOp element : elements) {
        double[] e = element.run(from, count, elementScratch);
        if (negated) {
          for (int i = 0; i < count; i++) {
            out[i] = v[i] < e[i] || v[i] > e[i] ? out[i] : 0;
          }
        } else {
          for (int i = 0; i < count; i++) {
            out[i] = v[i] == e[i] ? 1 : out[i];
          }
        }
      }
      return out;
    };
  }

  private NumberOp textMember(Node.Member m, int depth) {
    TextOp value = text(m.value(), depth + 1);
    TextOp[] elements = new TextOp[m.elements().size()];
    for (int k = 0; k < elements.length; k++) {
      elements[k] = text(m.elements().get(k), depth + 2);
    }
    int[] valueScratch = block.texts(depth);
    int[] elementScratch = block.texts(depth + 1);
    boolean negated = m.negated();
    return (from, count, out) -> {
      int[] v = value.run(from, count, valueScratch);
      for (int i = 0; i < count; i++) {
        out[i] = negated && v[i] >= 0 ? 1 : 0;
      }
      for (TextOp element : elements) {
        int[] e = element.run(from, count, elementScratch);
        for (int i = 0; i < count; i++) {
          if (negated) {
            out[i] = v[i] != e[i] && e[i] >= 0 ? out[i] : 0;
          } else {
            out[i] = v[i] == e[i] && v[i] >= 0 ? 1 : out[i];
          }
        }
      }
      return out;
    };
  }

  private NumberOp textEquality(Node.TextEquality e, int depth) {
    TextOp left = text(e.left(), depth + 1);
    TextOp right = text(e.right(), depth + 2);
    int[] leftScratch = block.texts(depth);
    int[] rightScratch = block.texts(depth + 1);
    boolean negated = e.negated();
    return (from, count, out) -> {
      int[] a = left.run(from, count, leftScratch);
      int[] b = right.run(from, count, rightScratch);
      for (int i = 0; i < count; i++) {
        out[i] = (a[i] != b[i]) == negated && (a[i] | b[i]) >= 0 ? 1 : 0;
      }
      return out;
    };
  }

  /** And, or: the right side is not computed where the left side decides for the whole block. */
  private NumberOp logic(Node leftNode, Node rightNode, boolean and, int depth) {
    NumberOp left = number(leftNode, depth);
    NumberOp right = number(rightNode, depth + 1);
    double[] scratch = block.numbers(depth);
    return (from, count, out) -> {
      double[] a = left.run(from, count, out);
      int trues = count(a, count);
      if (trues == (and ? 0 : count)) {
        return a;
      }
      double[] b = right.run(from, count, scratch);
      for (int i = 0; i < count; i++) {
        out[i] = and ? a[i] * b[i] : Math.max(a[i], b[i]);
      }
      return out;
    };
  }

  private static int count(double[] mask, int count) {
    int trues = 0;
    for (int i = 0; i < count; i++) {
      trues += mask[i] != 0 ? 1 : 0;
    }
    return trues;
  }

  private NumberOp conditional(Node.Conditional c, int depth) {
    NumberOp condition = number(c.condition(), depth + 1);
    NumberOp then = number(c.then(), depth + 1);
    NumberOp otherwise = number(c.otherwise(), depth + 2);
    double[] maskScratch = block.numbers(depth);
    double[] otherScratch = block.numbers(depth + 1);
    return (from, count, out) -> {
      double[] mask = condition.run(from, count, maskScratch);
      int trues = count(mask, count);
      if (trues == count) {
        return then.run(from, count, out);
      }
      if (trues == 0) {
        return otherwise.run(from, count, out);
      }
      double[] a = then.run(from, count, out);
      double[] b = otherwise.run(from, count, otherScratch);
      for (int i = 0; i < count; i++) {
        out[i] = mask[i] != 0 ? a[i] : b[i];
      }
      return out;
    };
  }

  private NumberOp draw(Node.Draw d, int depth) {
    NumberOp[] ops = operands(d.arguments(), depth);
    double[][] x = new double[ops.length][];
    int call = d.call();
    return switch (d.function()) {
      case UNIFORM ->
          (from, count, out) -> {
            run(ops, depth, from, count, x);
            block.uniforms(call, from, count, out);
            if (ops.length == 2) {
              for (int i = 0; i < count; i++) {
                out[i] = x[0][i] + (x[1][i] - x[0][i]) * out[i];
              }
            }
            return out;
          };
      case INTEGER ->
          (from, count, out) -> {
            run(ops, depth, from, count, x);
            block.uniforms(call, from, count, out);
            for (int i = 0; i < count; i++) {
              double low = Math.ceil(x[0][i]);
              double high = Math.floor(x[1][i]);
              double value = low + Math.floor((high - low + 1) * out[i]);
              out[i] = low <= high ? Math.min(value, high) : Double.NaN;
            }
            return out;
          };
      case BERNOULLI ->
          (from, count, out) -> {
            double[] p = ops[0].run(from, count, block.numbers(depth));
            block.uniforms(call, from, count, out);
            for (int i = 0; i < count; i++) {
              out[i] = out[i] < p[i] ? 1 : 0;
            }
            return out;
          };
      case RANDOM_EXPONENTIAL ->
          (from, count, out) -> {
            run(ops, depth, from, count, x);
            block.uniforms(call, from, count, out);
            for (int i = 0; i < count; i++) {
              out[i] = x[0][i] >= 0 ? -x[0][i] * StrictMath.log(out[i]) : Double.NaN;
            }
            return out;
          };
      case NORMAL, LOGNORMAL -> {
        boolean log = d.function() == Function.LOGNORMAL;
        yield (from, count, out) -> {
          run(ops, depth, from, count, x);
          block.normals(call, from, count, out);
          for (int i = 0; i < count; i++) {
            double value = x[1][i] >= 0 ? x[0][i] + x[1][i] * out[i] : Double.NaN;
            out[i] = log ? Formulas.exp(value) : value;
          }
          return out;
        };
      }
      case TRUNCATED_NORMAL, GAMMA, POISSON ->
          (from, count, out) -> {
            run(ops, depth, from, count, x);
            for (int i = 0; i < count; i++) {
              block.start(call, from + i);
              out[i] =
                  switch (d.function()) {
                    case GAMMA -> Distributions.gamma(block.draws, x[0][i], x[1][i]);
                    case POISSON -> Distributions.poisson(block.draws, x[0][i]);
                    default ->
                        Distributions.truncatedNormal(
                            block.draws, x[0][i], x[1][i], x[2][i], x[3][i]);
                  };
            }
            return out;
          };
      default -> throw new IllegalStateException(d.function() + " is not random");
    };
  }

  private static int[] draw(double[] uniform, double[] cumulative, int count, int[] out) {
    for (int i = 0; i < count; i++) {
      int k = 0;
      while (uniform[i] >= cumulative[k] && k < cumulative.length - 1) {
        k++;
      }
      out[i] = k;
    }
    return out;
  }

  private NumberOp choice(Node.Choice c) {
    double[] values = c.values().stream().mapToDouble(v -> ((Node.Constant) v).value()).toArray();
    double[] cumulative = c.cumulative().stream().mapToDouble(v -> v).toArray();
    int[] chosen = new int[Block.SIZE];
    return (from, count, out) -> {
      block.uniforms(c.call(), from, count, out);
      draw(out, cumulative, count, chosen);
      for (int i = 0; i < count; i++) {
        out[i] = values[chosen[i]];
      }
      return out;
    };
  }

  private NumberOp textTest(Node.TextTest t, int depth) {
    TextOp text = text(t.text(), depth + 1);
    TextOp part = text(t.part(), depth + 2);
    int[] textScratch = block.texts(depth);
    int[] partScratch = block.texts(depth + 1);
    return new TextTestOp(
        block.pool, t.function() == Function.CONTAINS, text, part, textScratch, partScratch);
  }

  private NumberOp has(Node.Variable v, int depth) {
    if (v.type() == Type.TEXT) {
      TextOp op = text(v, depth + 1);
      int[] scratch = block.texts(depth);
      return (from, count, out) -> {
        int[] codes = op.run(from, count, scratch);
        for (int i = 0; i < count; i++) {
          out[i] = codes[i] >= 0 ? 1 : 0;
        }
        return out;
      };
    }
    boolean perRow = v.rate() == Rate.PER_ROW;
    return (from, count, out) -> {
      if (perRow) {
        block.rows.numbers(v.index(), from, count, out);
      } else {
        out[0] = block.rows.number(v.index());
      }
      for (int i = 0; i < count; i++) {
        out[i] = out[i] == out[i] ? 1 : 0;
      }
      return out;
    };
  }

  private TextOp textPerRow(Node node, int depth) {
    return switch (node) {
      case Node.Variable v -> textVariable(v);
      case Node.Lower l -> {
        TextOp op = text(l.text(), depth);
        yield (from, count, out) -> {
          int[] codes = op.run(from, count, out);
          for (int i = 0; i < count; i++) {
            out[i] = codes[i] < 0 ? -1 : block.pool.lower(codes[i]);
          }
          return out;
        };
      }
      case Node.Conditional c -> {
        NumberOp condition = number(c.condition(), depth + 1);
        TextOp then = text(c.then(), depth + 1);
        TextOp otherwise = text(c.otherwise(), depth + 2);
        double[] maskScratch = block.numbers(depth);
        int[] otherScratch = block.texts(depth + 1);
        yield (from, count, out) -> {
          double[] mask = condition.run(from, count, maskScratch);
          int[] a = then.run(from, count, out);
          int[] b = otherwise.run(from, count, otherScratch);
          for (int i = 0; i < count; i++) {
            out[i] = mask[i] != 0 ? a[i] : b[i];
          }
          return out;
        };
      }
      case Node.Choice c -> {
        int[] values =
            c.values().stream()
                .mapToInt(v -> block.pool.code(((Node.TextConstant) v).value()))
                .toArray();
        double[] cumulative = c.cumulative().stream().mapToDouble(v -> v).toArray();
        double[] scratch = block.numbers(depth);
        yield (from, count, out) -> {
          block.uniforms(c.call(), from, count, scratch);
          draw(scratch, cumulative, count, out);
          for (int i = 0; i < count; i++) {
            out[i] = values[out[i]];
          }
          return out;
        };
      }
      default -> throw new IllegalStateException(node + " is not a text");
    };
  }

  private TextOp textVariable(Node.Variable v) {
    DictionaryTable table = new DictionaryTable(block, v.index());
    perBlock.add(table);
    boolean perRow = v.rate() == Rate.PER_ROW;
    return (from, count, out) -> {
      if (perRow) {
        block.rows.codes(v.index(), from, count, out);
      } else {
        out[0] = block.rows.code(v.index());
      }
      table.translate(out, count);
      return out;
    };
  }
}
