package org.neurowright.io.hoc.object;

import org.neurowright.io.hoc.section.HocFailure;

/** {@code Matrix}: rows and columns of numbers, without linear algebra. */
public final class HocMatrix extends NativeObject {
  private static final double MOST = 1e7;

  private final HocVector.Counter counter;
  private double[][] rows;
  private int columns;

  public HocMatrix(HocVector.Counter counter, double rows, double columns) {
    super("Matrix", counter.next("Matrix"));
    this.counter = counter;
    resize(rows, columns);
  }

  private void resize(double wantedRows, double wantedColumns) {
    if (!(wantedRows >= 0 && wantedColumns >= 0 && wantedRows * wantedColumns <= MOST)
        || wantedRows > MOST) {
      throw new HocFailure("hoc.matrix", "A Matrix of this size cannot be made");
    }
    double[][] old = rows == null ? new double[0][] : rows;
    rows = new double[(int) wantedRows][(int) wantedColumns];
    columns = (int) wantedColumns;
    for (int i = 0; i < Math.min(old.length, rows.length); i++) {
      System.arraycopy(old[i], 0, rows[i], 0, Math.min(old[i].length, columns));
    }
  }

  private int row(double i) {
    return index(i, rows.length, "the Matrix");
  }

  private int column(double j) {
    return index(j, columns, "the Matrix");
  }

  @Override
  public void assign(String name, double[] indices, double value) {
    if (!name.equals("x") || indices.length != 2) {
      throw noMember(name);
    }
    rows[row(indices[0])][column(indices[1])] = value;
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    Arguments a = orNone(arguments);
    switch (name) {
      case "x" -> {
        return rows[row(indices.length > 0 ? indices[0] : 0)][
            column(indices.length > 1 ? indices[1] : 0)];
      }
      case "nrow" -> {
        return (double) rows.length;
      }
      case "ncol" -> {
        return (double) columns;
      }
      case "getval" -> {
        return rows[row(a.number(1))][column(a.number(2))];
      }
      case "getrow" -> {
        return new ObjectCell(new HocVector(counter, 0, 0).set(rows[row(a.number(1))]));
      }
      case "getcol" -> {
        double[] values = new double[rows.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = rows[i][column(a.number(1))];
        }
        return new ObjectCell(new HocVector(counter, 0, 0).set(values));
      }
      case "c" -> {
        HocMatrix copy = new HocMatrix(counter, rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
          copy.rows[i] = rows[i].clone();
        }
        return new ObjectCell(copy);
      }
      case "resize" -> resize(a.number(1), a.number(2));
      case "setval" -> rows[row(a.number(1))][column(a.number(2))] = a.number(3);
      case "zero" -> fill(0);
      case "fill" -> fill(a.number(1));
      case "setrow" -> {
        double[] row = rows[row(a.number(1))];
        double[] values = a.isNumber(2) ? null : a.object(2, HocVector.class).toArray();
        for (int j = 0; j < columns; j++) {
          row[j] = values == null ? a.number(2) : values[index(j, values.length, "the Vector")];
        }
      }
      case "setcol" -> {
        double[] values = a.isNumber(2) ? null : a.object(2, HocVector.class).toArray();
        for (int i = 0; i < rows.length; i++) {
          rows[i][column(a.number(1))] =
              values == null ? a.number(2) : values[index(i, values.length, "the Vector")];
        }
      }
      default -> throw noMember(name);
    }
    return new ObjectCell(this);
  }

  private void fill(double value) {
    for (double[] row : rows) {
      java.util.Arrays.fill(row, value);
    }
  }
}
