package org.neurowright.io.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.DataLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neurowright.engine.problem.Problem;

/**
 * A dataset of an open file, seen as a table of rows and columns: rank 0 is 1 x 1, rank 1 is n x 1.
 * Reads are lazy and safe for use by several threads. Arrays returned are new and belong to the
 * caller.
 */
public final class Hdf5Dataset {
  private static final long NO_ADDRESS = -1;

  /** Where a run of consecutive elements goes. */
  private interface Runs {
    void accept(MemorySegment from, long offsetBytes, int at, int count);
  }

  private final Hdf5File file;
  private final String path;
  private final Dataset dataset;
  private final long[] shape;
  private final ElementType type;

  /** Decodes numbers and the numbers behind names; null for everything else. */
  private final Decoder decoder;

  Hdf5Dataset(Hdf5File file, String path, Dataset dataset) {
    this.file = file;
    this.path = path;
    this.dataset = dataset;
    long[] dimensions = dataset.getDimensionsAsLong();
    this.shape = dimensions.length == 0 && dataset.getSize() == 0 ? new long[] {0} : dimensions;
    DataType stored = dataset.getDataType();
    this.type = typeOf(stored);
    DataType number = stored instanceof EnumDataType named ? named.getBaseType() : stored;
    ElementType numberType = typeOf(number);
    this.decoder =
        numberType.isNumber()
            ? new Decoder(numberType, ((OrderedDataType) number).getByteOrder())
            : null;
  }

  private static ElementType typeOf(DataType stored) {
    return switch (stored) {
      case FixedPoint n
          when n.getBitOffset() == 0 && n.getBitPrecision() == n.getSize() * Byte.SIZE ->
          switch (n.getSize()) {
            case 1 -> n.isSigned() ? ElementType.INT8 : ElementType.UINT8;
            case 2 -> n.isSigned() ? ElementType.INT16 : ElementType.UINT16;
            case 4 -> n.isSigned() ? ElementType.INT32 : ElementType.UINT32;
            case 8 -> n.isSigned() ? ElementType.INT64 : ElementType.UINT64;
            default -> ElementType.OTHER;
          };
      case FloatingPoint n ->
          switch (n.getSize()) {
            case 2 -> ElementType.FLOAT16;
            case 4 -> ElementType.FLOAT32;
            case 8 -> ElementType.FLOAT64;
            default -> ElementType.OTHER;
          };
      case StringData _ -> ElementType.STRING;
      case VariableLength n -> n.isVariableLengthString() ? ElementType.STRING : ElementType.OTHER;
      case EnumDataType _ -> ElementType.ENUM;
      default -> ElementType.OTHER;
    };
  }

  /** HDF5 path as it was asked for. */
  public String path() {
    return path;
  }

  /** The file the dataset was opened through. */
  public Hdf5File file() {
    return file;
  }

  public ElementType type() {
    return type;
  }

  /** Size of each dimension; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  /** Number of rows: the first dimension, 1 for a scalar. */
  public long rows() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Number of columns: the product of all dimensions but the first, 1 for a scalar or vector. */
  public long columns() {
    long product = 1;
    for (int i = 1; i < shape.length; i++) {
      product = Math.multiplyExact(product, shape[i]);
    }
    return product;
  }

  /** An attribute of this dataset. */
  public Optional<Hdf5Attribute> attribute(String name) {
    return file.guarded(
        path,
        () ->
            Optional.ofNullable(dataset.getAttribute(name))
                .map(a -> Hdf5Attribute.of(name, a.getData())));
  }

  /** All elements, row by row. */
  public long[] readLongs() {
    return readLongs(0, wholeRows(), 0, wholeColumns());
  }

  /** Rows {@code first} to {@code first + count - 1} with all their columns, row by row. */
  public long[] readLongs(long first, int count) {
    return readLongs(first, count, 0, wholeColumns());
  }

  /** A window, row by row. */
  public long[] readLongs(long row0, int rows, long column0, int columns) {
    long[] to = new long[product(rows, columns)];
    read(
        row0,
        rows,
        column0,
        columns,
        (from, offset, at, count) -> decoder.longs(from, offset, to, at, count));
    return to;
  }

  /** Rows of a vector into an existing array, for loops that allocate nothing. */
  public void readLongs(long first, int count, long[] to, int at0) {
    Objects.checkFromIndexSize(at0, product(count, wholeColumns()), to.length);
    read(
        first,
        count,
        0,
        wholeColumns(),
        (from, offset, at, n) -> decoder.longs(from, offset, to, at0 + at, n));
  }

  /**
   * All elements as the 64 bits they have: an unsigned number beyond 2^63-1 comes out negative. For
   * files in which -1 was stored as an unsigned number.
   */
  public long[] readLongBits() {
    long[] to = new long[product(wholeRows(), wholeColumns())];
    Decoder bits = decoder != null && type == ElementType.UINT64 ? decoder.asSigned() : decoder;
    read(
        0,
        wholeRows(),
        0,
        wholeColumns(),
        (from, offset, at, count) -> bits.longs(from, offset, to, at, count));
    return to;
  }

  /** All elements, row by row; values must fit. */
  public int[] readInts() {
    return readInts(0, wholeRows(), 0, wholeColumns());
  }

  public int[] readInts(long first, int count) {
    return readInts(first, count, 0, wholeColumns());
  }

  public int[] readInts(long row0, int rows, long column0, int columns) {
    int[] to = new int[product(rows, columns)];
    read(
        row0,
        rows,
        column0,
        columns,
        (from, offset, at, count) -> decoder.ints(from, offset, to, at, count));
    return to;
  }

  /** All elements, row by row. */
  public double[] readDoubles() {
    return readDoubles(0, wholeRows(), 0, wholeColumns());
  }

  /** Rows {@code first} to {@code first + count - 1} with all their columns, row by row. */
  public double[] readDoubles(long first, int count) {
    return readDoubles(first, count, 0, wholeColumns());
  }

  /** A window, row by row. */
  public double[] readDoubles(long row0, int rows, long column0, int columns) {
    double[] to = new double[product(rows, columns)];
    readDoubles(row0, rows, column0, columns, to, 0);
    return to;
  }

  /**
   * A window into an existing array, row by row from {@code at0}, for loops that allocate nothing.
   */
  public void readDoubles(long row0, int rows, long column0, int columns, double[] to, int at0) {
    Objects.checkFromIndexSize(at0, product(rows, columns), to.length);
    read(
        row0,
        rows,
        column0,
        columns,
        (from, offset, at, n) -> decoder.doubles(from, offset, to, at0 + at, n));
  }

  /** All elements, row by row; 64-bit reals are rounded. */
  public float[] readFloats() {
    return readFloats(0, wholeRows(), 0, wholeColumns());
  }

  public float[] readFloats(long first, int count) {
    return readFloats(first, count, 0, wholeColumns());
  }

  public float[] readFloats(long row0, int rows, long column0, int columns) {
    float[] to = new float[product(rows, columns)];
    read(
        row0,
        rows,
        column0,
        columns,
        (from, offset, at, count) -> decoder.floats(from, offset, to, at, count));
    return to;
  }

  /** All elements of a dataset of text or names, row by row. */
  public String[] readStrings() {
    return readStrings(0, wholeRows());
  }

  /**
   * Rows {@code first} to {@code first + count - 1} of a dataset of text or names, with all their
   * columns.
   */
  public String[] readStrings(long first, int count) {
    if (type == ElementType.ENUM) {
      Map<Integer, String> names = ((EnumDataType) dataset.getDataType()).getEnumMapping();
      return Arrays.stream(readLongs(first, count))
          .mapToObj(
              value -> Objects.requireNonNullElse(names.get((int) value), Long.toString(value)))
          .toArray(String[]::new);
    }
    if (type != ElementType.STRING) {
      throw wrongType("text");
    }
    int columns = wholeColumns();
    checkWindow(first, count, 0, columns);
    if (count == 0 || columns == 0) {
      return new String[0];
    }
    return file.guarded(path, () -> strings(first, count, columns));
  }

  private String[] strings(long first, int count, int columns) {
    boolean whole = first == 0 && count == rows();
    if (whole || dataset.getDataLayout() == DataLayout.COMPACT) {
      String[] all = flatten(dataset.getData(), wholeRows() * columns);
      return whole
          ? all
          : Arrays.copyOfRange(all, (int) first * columns, ((int) first + count) * columns);
    }
    long[] offset = new long[shape.length];
    offset[0] = first;
    int[] size = new int[shape.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.toIntExact(i == 0 ? count : shape[i]);
    }
    return flatten(dataset.getData(offset, size), count * columns);
  }

  /** Text, or nested arrays of text; null stands for text never written. */
  private static String[] flatten(Object data, int size) {
    String[] flat = new String[size];
    Arrays.fill(flat, "");
    if (data != null) {
      fill(data, flat, 0);
    }
    return flat;
  }

  private static int fill(Object data, String[] flat, int at) {
    if (!data.getClass().isArray()) {
      flat[at] = (String) data;
      return at + 1;
    }
    int next = at;
    for (int i = 0; i < Array.getLength(data); i++) {
      Object element = Array.get(data, i);
      next = element == null ? next + 1 : fill(element, flat, next);
    }
    return next;
  }

  private void read(long row0, int rows, long column0, int columns, Runs runs) {
    if (decoder == null) {
      throw wrongType("numbers");
    }
    checkWindow(row0, rows, column0, columns);
    if (rows == 0 || columns == 0) {
      return;
    }
    file.guarded(
        path,
        () -> {
          try {
            switch (dataset) {
              case ContiguousDataset d -> readContiguous(d, row0, rows, column0, columns, runs);
              case ChunkedDataset d -> readChunked(d, row0, rows, column0, columns, runs);
              default -> readCompact(row0, rows, column0, columns, runs);
            }
          } catch (Decoder.Misfit e) {
            throw new Hdf5Exception(
                Hdf5Exception.problem(
                    "hdf5.wrong-type",
                    file.path(),
                    path,
                    "A value does not fit: " + e.getMessage()),
                e);
          }
          return null;
        });
  }

  private void readContiguous(
      ContiguousDataset contiguous, long row0, int rows, long column0, int columns, Runs runs) {
    if (contiguous.getDataAddress() == NO_ADDRESS) {
      MemorySegment fill = MemorySegment.ofArray(fillBlock(columns));
      for (int r = 0; r < rows; r++) {
        runs.accept(fill, 0, r * columns, columns);
      }
      return;
    }
    long start = contiguous.getDataAddress() + file.userBlockBytes();
    long end = start + rows() * columns() * elementBytes();
    if (end > file.bytes().byteSize()) {
      throw new Hdf5Exception(
          Hdf5Exception.problem(
                  "hdf5.truncated",
                  file.path(),
                  path,
                  "The data should end at byte "
                      + end
                      + ", the file has "
                      + file.bytes().byteSize())
              .hint("Copy the file again, or write it anew"));
    }
    table(file.bytes(), start, columns(), row0, rows, column0, columns, runs, 0, columns);
  }

  private void readCompact(long row0, int rows, long column0, int columns, Runs runs) {
    ByteBuffer data = ((DatasetBase) dataset).getDataBuffer();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    table(
        MemorySegment.ofArray(bytes), 0, columns(), row0, rows, column0, columns, runs, 0, columns);
  }

  /**
   * Hands out a window of a table that lies row by row in {@code from}.
   *
   * @param start byte where the table begins
   * @param width columns of the table
   * @param at where the window's first element goes
   * @param stride distance of rows at the destination
   */
  private void table(
      MemorySegment from,
      long start,
      long width,
      long row0,
      int rows,
      long column0,
      int columns,
      Runs runs,
      int at,
      int stride) {
    int size = elementBytes();
    if (columns == width && columns == stride) {
      runs.accept(from, start + row0 * width * size, at, product(rows, columns));
      return;
    }
    for (int r = 0; r < rows; r++) {
      runs.accept(from, start + ((row0 + r) * width + column0) * size, at + r * stride, columns);
    }
  }

  private void readChunked(
      ChunkedDataset chunked, long row0, int rows, long column0, int columns, Runs runs) {
    if (shape.length > 2) {
      throw new Hdf5Exception(
          Hdf5Exception.problem(
              "hdf5.unsupported",
              file.path(),
              path,
              "Chunked numbers of rank " + shape.length + " cannot be read"));
    }
    if (file.userBlockBytes() > 0 && chunked instanceof ChunkedDatasetV4) {
      // the library takes the mark "never written" for an address inside the user block
      throw new Hdf5Exception(
          Hdf5Exception.problem(
                  "hdf5.unsupported",
                  file.path(),
                  path,
                  "Chunked numbers in a file with a user block cannot be read")
              .hint("Rewrite the file without user block: h5repack old.h5 new.h5"));
    }
    int[] chunk = chunked.getChunkDimensions();
    int chunkRows = chunk[0];
    int chunkColumns = shape.length == 2 ? chunk[1] : 1;
    long lastGridRow = (row0 + rows - 1) / chunkRows;
    long lastGridColumn = (column0 + columns - 1) / chunkColumns;
    for (long gridRow = row0 / chunkRows; gridRow <= lastGridRow; gridRow++) {
      long fromRow = Math.max(row0, gridRow * chunkRows);
      long toRow = Math.min(row0 + rows, (gridRow + 1) * chunkRows);
      for (long gridColumn = column0 / chunkColumns; gridColumn <= lastGridColumn; gridColumn++) {
        long fromColumn = Math.max(column0, gridColumn * chunkColumns);
        long toColumn = Math.min(column0 + columns, (gridColumn + 1) * chunkColumns);
        byte[] bytes = chunk(chunked, gridRow, gridColumn, chunkRows, chunkColumns);
        table(
            MemorySegment.ofArray(bytes),
            0,
            chunkColumns,
            fromRow - gridRow * chunkRows,
            (int) (toRow - fromRow),
            fromColumn - gridColumn * chunkColumns,
            (int) (toColumn - fromColumn),
            runs,
            (int) ((fromRow - row0) * columns + (fromColumn - column0)),
            columns);
      }
    }
  }

  private byte[] chunk(
      ChunkedDataset chunked, long gridRow, long gridColumn, int chunkRows, int chunkColumns) {
    return file.chunks()
        .get(
            new ChunkCache.Key(dataset.getAddress(), gridRow, gridColumn),
            () ->
                decode(
                    chunked,
                    gridRow * chunkRows,
                    gridColumn * chunkColumns,
                    chunkRows,
                    chunkColumns));
  }

  private byte[] decode(
      ChunkedDataset chunked, long row, long column, int chunkRows, int chunkColumns) {
    int size = product(chunkRows, chunkColumns);
    int[] offset =
        shape.length == 2
            ? new int[] {Math.toIntExact(row), Math.toIntExact(column)}
            : new int[] {Math.toIntExact(row)};
    try {
      byte[] bytes = chunked.getDecompressedChunk(offset);
      if (bytes.length < size * elementBytes()) {
        throw new HdfException(
            "chunk of " + bytes.length + " bytes, expected " + size * elementBytes());
      }
      return bytes;
    } catch (HdfException e) {
      if (neverWritten(e)) {
        return fillBlock(size);
      }
      throw e;
    }
  }

  /**
   * The library tells a chunk that was never written only by these two messages (see its version in
   * the pom).
   */
  private static boolean neverWritten(HdfException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No chunk with offset")
        || message.endsWith("at address " + NO_ADDRESS);
  }

  /** So many times the fill value, as stored. */
  private byte[] fillBlock(int elements) {
    byte[] block = new byte[elements * elementBytes()];
    Object fill = type == ElementType.ENUM ? null : dataset.getFillValue();
    if (fill instanceof Number number) {
      MemorySegment to = MemorySegment.ofArray(block);
      ByteOrder order = ((OrderedDataType) dataset.getDataType()).getByteOrder();
      for (int i = 0; i < elements; i++) {
        store(to, (long) i * elementBytes(), order, number);
      }
    }
    return block;
  }

  private void store(MemorySegment to, long offset, ByteOrder order, Number value) {
    switch (type) {
      case INT8, UINT8 -> to.set(ValueLayout.JAVA_BYTE, offset, value.byteValue());
      case INT16, UINT16 ->
          to.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), offset, value.shortValue());
      case INT32, UINT32 ->
          to.set(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset, value.intValue());
      case INT64, UINT64 ->
          to.set(
              ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order),
              offset,
              value instanceof BigInteger big ? big.longValue() : value.longValue());
      case FLOAT16 ->
          to.set(
              ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order),
              offset,
              Float.floatToFloat16(value.floatValue()));
      case FLOAT32 ->
          to.set(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), offset, value.floatValue());
      case FLOAT64 ->
          to.set(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), offset, value.doubleValue());
      case STRING, ENUM, OTHER -> throw new IllegalStateException(type.name());
    }
  }

  /** Byte after the data in the file; 0 when the data is not contiguous or was never written. */
  long endInFile() {
    if (!(dataset instanceof ContiguousDataset contiguous)
        || contiguous.getDataAddress() == NO_ADDRESS) {
      return 0;
    }
    return contiguous.getDataAddress() + file.userBlockBytes() + dataset.getSizeInBytes();
  }

  private int elementBytes() {
    return decoder.type().bytes();
  }

  private void checkWindow(long row0, int rows, long column0, int columns) {
    if (row0 < 0
        || rows < 0
        || row0 > rows() - rows
        || column0 < 0
        || columns < 0
        || column0 > columns() - columns) {
      throw new Hdf5Exception(
          Hdf5Exception.problem(
                  "hdf5.out-of-range",
                  file.path(),
                  path,
                  "Rows %d to %d, columns %d to %d were asked for"
                      .formatted(row0, row0 + rows - 1, column0, column0 + columns - 1))
              .expected("within " + rows() + " rows and " + columns() + " columns"));
    }
  }

  private int wholeRows() {
    return fits(rows());
  }

  private int wholeColumns() {
    return fits(columns());
  }

  private int fits(long size) {
    if (size > Integer.MAX_VALUE) {
      throw tooLarge(size);
    }
    return (int) size;
  }

  private int product(int rows, int columns) {
    long size = (long) rows * columns;
    if (size > Integer.MAX_VALUE - 8) {
      throw tooLarge(size);
    }
    return Math.max(0, (int) size);
  }

  private Hdf5Exception tooLarge(long size) {
    return new Hdf5Exception(
        Hdf5Exception.problem(
            "hdf5.out-of-range",
            file.path(),
            path,
            size + " values are too many to be read at once"));
  }

  private Hdf5Exception wrongType(String expected) {
    Problem problem =
        Hdf5Exception.problem(
                "hdf5.wrong-type", file.path(), path, path + " holds " + type.inWords())
            .expected(expected);
    return new Hdf5Exception(problem);
  }

  /** Path, type and shape, for messages. */
  @Override
  public String toString() {
    return path + ": " + type + Arrays.toString(shape);
  }
}
