package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A spike raster that stays quick with tens of millions of spikes, with the mean rate of each
 * population below it. Use on the JavaFX thread.
 */
public final class RasterView extends PlotRegion {

  /** Told when the user picks rows of the raster. */
  @FunctionalInterface
  public interface RowPick {
    /**
     * Rows were picked.
     *
     * @param rows the rows, none when the user clicked beside all spikes
     * @param mode how they join what is selected
     */
    void picked(int[] rows, PickMode mode);
  }

  private static final double PICK_RADIUS_PX = 5;
  private static final double MIN_VISIBLE_ROWS = 3;

  private final RasterPainter painter = new RasterPainter();
  private final RasterPainter exportPainter = new RasterPainter();
  private final SpikeStore spikes = new SpikeStore();
  private RasterRows rows = RasterRows.NONE;
  private int[] rank = new int[0];
  private String rankTitle = "Cell";
  private double lowRank;
  private double highRank = 1;
  private BitSet selected = new BitSet();
  private boolean ratesShown = true;
  private RasterPainter.Layout layout;
  private RowPick onPick = (picked, mode) -> {};
  private IntConsumer onHover = row -> {};
  private int hovered = -1;

  public RasterView() {
    getStyleClass().add("raster-view");
    dataChanged();
  }

  /** Rows known by colour only, in their own order; removes order and zoom. */
  public void setRows(int rowCount, int[] rowColorArgb) {
    setRows(RasterRows.ofColors(Arrays.copyOf(rowColorArgb, rowCount)));
  }

  /**
   * Rows with groups and names, in their own order; removes order and zoom, and spikes of rows
   * beyond.
   */
  public void setRows(RasterRows newRows) {
    rows = newRows;
    rank = IntStream.range(0, rows.count()).toArray();
    rankTitle = "Cell";
    for (int i = 0; i < spikes.size(); i++) {
      if (spikes.row(i) >= rows.count()) {
        spikes.set(new double[0], new int[0], 0);
        break;
      }
    }
    showAllValues();
    dataChanged();
  }

  /**
   * Changes the vertical order.
   *
   * @param newRank position of each row, 0 at the bottom; a permutation
   * @param title what the order is, for the axis ("Cell by rate")
   */
  public void setRowOrder(int[] newRank, String title) {
    if (newRank.length != rows.count()) {
      throw new IllegalArgumentException(newRank.length + " ranks for " + rows.count() + " rows");
    }
    rank = newRank.clone();
    rankTitle = title;
    repaint();
  }

  /**
   * Replaces all spikes; rows must be known. Arrays are not copied if they are in order of time.
   */
  public void setSpikes(double[] tMs, int[] row, int count) {
    checkRows(row, count);
    spikes.set(tMs, row, count);
    dataChanged();
  }

  /** Adds spikes, in any order. The arrays are copied. */
  public void append(double[] tMs, int[] row, int count) {
    checkRows(row, count);
    spikes.append(tMs, row, count);
    dataChanged();
  }

  public void setSelectedRows(BitSet rowsSelected) {
    selected = (BitSet) rowsSelected.clone();
    repaint();
  }

  /** Shows or hides the strip of population rates. */
  public void setRatesShown(boolean shown) {
    ratesShown = shown;
    repaint();
  }

  public void setOnPick(RowPick handler) {
    onPick = handler;
  }

  /** Called with the row under the pointer, -1 for none. */
  public void setOnHover(IntConsumer handler) {
    onHover = handler;
  }

  public int spikeCount() {
    return spikes.size();
  }

  /** Visible ranks: lower and upper end. */
  double[] visibleRanks() {
    return new double[] {lowRank, highRank};
  }

  private void checkRows(int[] row, int count) {
    for (int i = 0; i < count; i++) {
      if (row[i] < 0 || row[i] >= rows.count()) {
        throw new IllegalArgumentException(
            "spike " + i + " is of row " + row[i] + ", but there are " + rows.count());
      }
    }
  }

  @Override
  public String fileStem() {
    return "spikes";
  }

  @Override
  public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
    boolean onScreen = surface instanceof FxSurface;
    RasterPainter.Layout drawn =
        (onScreen ? painter : exportPainter)
            .paint(surface, width, height, plot(timeAxis().visible()), theme);
    if (onScreen) {
      layout = drawn;
    }
  }

  private RasterPlot plot(TimeRange time) {
    return new RasterPlot(
        spikes, rows, rank, time, lowRank, highRank, selected, ratesShown, rankTitle);
  }

  @Override
  public CsvData csv() {
    return Figures.spikesCsv(spikes.snapshot(), rows, timeAxis().visible());
  }

  @Override
  List<String> readout(double x, double y) {
    List<String> lines = new ArrayList<>();
    double tMs = timeMap().toValue(x);
    String time = time(tMs);
    int row = rowAt(x, y);
    hover(row);
    if (row >= 0) {
      lines.add(rows.label().apply(row));
    }
    lines.add(time);
    if (layout.rates() != null && layout.rates().contains(x, y)) {
      int bin = layout.histogram().binAt(tMs);
      for (int g = 0; bin >= 0 && g < rows.groupNames().size(); g++) {
        lines.add(
            (rows.groupNames().get(g) + " ").stripLeading()
                + String.format(Locale.ROOT, "%.1f Hz", layout.histogram().ratesHz()[g][bin]));
      }
    }
    return lines;
  }

  private String time(double tMs) {
    return "t = " + NiceTicks.format(tMs, NiceTicks.niceAtLeast(timeMap().valuePerPixel())) + " ms";
  }

  private void hover(int row) {
    if (row != hovered) {
      hovered = row;
      onHover.accept(row);
    }
  }

  /**
   * The row whose spike is next to a place, else the row that lies there if rows are tall enough,
   * else -1.
   */
  int rowAt(double x, double y) {
    if (layout == null || !layout.raster().contains(x, y)) {
      return -1;
    }
    double radiusMs = PICK_RADIUS_PX * timeMap().valuePerPixel();
    double tMs = timeMap().toValue(x);
    double pixelsPerRank = 1 / layout.ranks().valuePerPixel();
    int nearest = -1;
    double best = PICK_RADIUS_PX * PICK_RADIUS_PX;
    int end = spikes.firstAtOrAfter(Math.nextUp(tMs + radiusMs));
    for (int i = spikes.firstAtOrAfter(tMs - radiusMs); i < end; i++) {
      double dx = timeMap().toPixel(spikes.tMs(i)) - x;
      double center = layout.ranks().toPixel(rank[spikes.row(i)] + 0.5);
      double dy = Math.max(0, Math.abs(center - y) - pixelsPerRank / 2);
      double distance = dx * dx + dy * dy;
      if (distance < best) {
        best = distance;
        nearest = spikes.row(i);
      }
    }
    if (nearest >= 0 || pixelsPerRank < 3) {
      return nearest;
    }
    int wanted = (int) Math.floor(layout.ranks().toValue(y));
    for (int row = 0; row < rank.length; row++) {
      if (rank[row] == wanted) {
        return row;
      }
    }
    return -1;
  }

  @Override
  void picked(double x, double y, PickMode mode) {
    int row = rowAt(x, y);
    if (row >= 0 || mode == PickMode.REPLACE) {
      onPick.picked(row >= 0 ? new int[] {row} : new int[0], mode);
    }
  }

  @Override
  void boxPicked(double topY, double bottomY, PickMode mode) {
    double high = layout.ranks().toValue(topY);
    double low = layout.ranks().toValue(bottomY);
    onPick.picked(
        IntStream.range(0, rank.length)
            .filter(row -> rank[row] + 1 > low && rank[row] < high)
            .toArray(),
        mode);
  }

  @Override
  PlotArea dataArea() {
    return layout == null ? null : layout.raster();
  }

  @Override
  PlotArea cursorArea() {
    if (layout == null || layout.rates() == null) {
      return dataArea();
    }
    PlotArea raster = layout.raster();
    return new PlotArea(
        raster.x(), raster.y(), raster.width(), layout.rates().bottom() - raster.y());
  }

  @Override
  AxisMap timeMap() {
    return layout.time();
  }

  @Override
  void showAllValues() {
    lowRank = 0;
    highRank = Math.max(1, rows.count());
  }

  @Override
  void zoomValues(double factor, double y) {
    double all = Math.max(1, rows.count());
    double span = Math.clamp((highRank - lowRank) * factor, Math.min(MIN_VISIBLE_ROWS, all), all);
    double about = Math.clamp(layout.ranks().toValue(y), lowRank, highRank);
    double low = about - (about - lowRank) * span / (highRank - lowRank);
    showRanks(low, span);
  }

  @Override
  void panValues(double pixels) {
    showRanks(lowRank + pixels * layout.ranks().valuePerPixel(), highRank - lowRank);
  }

  @Override
  void showValues(double topY, double bottomY) {
    double high = layout.ranks().toValue(topY);
    double low = layout.ranks().toValue(bottomY);
    double span =
        Math.clamp(high - low, Math.min(MIN_VISIBLE_ROWS, rows.count()), Math.max(1, rows.count()));
    showRanks((low + high - span) / 2, span);
  }

  private void showRanks(double low, double span) {
    lowRank = Math.clamp(low, 0, Math.max(1, rows.count()) - span);
    highRank = lowRank + span;
  }

  @Override
  String summary() {
    if (rows.count() == 0) {
      return "Spike raster without cells.";
    }
    TimeRange extent = timeAxis().extent();
    double rate = spikes.size() / (rows.count() * extent.spanMs() / 1000);
    return String.format(
        Locale.ROOT,
        "Spike raster of %d cells: %d spikes in %s to %s ms, mean rate %.2f Hz.",
        rows.count(),
        spikes.size(),
        NiceTicks.format(extent.startMs(), 1),
        NiceTicks.format(extent.endMs(), 1),
        rate);
  }
}
