package org.neurowright.app.view3d;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.engine.description.SectionKind;

/**
 * Draws in plain Java: balls as shaded discs and neurites as shaded tapered strokes with soft
 * edges, over a depth buffer, far things fading into the background. Primitives are collected,
 * sorted from far to near (soft edges need what is behind them) and drawn in bands of lines by
 * several threads. Selected cells come last and shine faintly through what is in front of them, so
 * that a selection is never lost in a crowd.
 */
final class SplatRenderer implements SpaceRenderer {
  private static final int SHADE_SIZE = 128;
  private static final float[] SHADE_DIFFUSE = new float[SHADE_SIZE * SHADE_SIZE];
  private static final float[] SHADE_GLOSS = new float[SHADE_SIZE * SHADE_SIZE];
  private static final float[] SHADE_HEIGHT = new float[SHADE_SIZE * SHADE_SIZE];

  // Light from the upper left, in front of the scene.
  private static final double LIGHT_X = -0.42;
  private static final double LIGHT_Y = -0.55;
  private static final double LIGHT_Z = 0.722;

  private static final float SHINE_THROUGH = 0.3f;
  private static final double MOST_FOG = 0.72;
  private static final double THINNEST_STROKE_PX = 0.55;
  private static final float BALL = -1;
  private static final float BALL_FLAT = -2;

  static {
    for (int j = 0; j < SHADE_SIZE; j++) {
      for (int i = 0; i < SHADE_SIZE; i++) {
        double nx = (i + 0.5) / SHADE_SIZE * 2 - 1;
        double ny = (j + 0.5) / SHADE_SIZE * 2 - 1;
        double flat = nx * nx + ny * ny;
        double length = Math.max(1, Math.sqrt(flat));
        nx /= length;
        ny /= length;
        double nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
        double light = Math.max(0, nx * LIGHT_X + ny * LIGHT_Y + nz * LIGHT_Z);
        // Half-way vector between light and viewer (0, 0, 1).
        double hz = LIGHT_Z + 1;
        double h = Math.sqrt(LIGHT_X * LIGHT_X + LIGHT_Y * LIGHT_Y + hz * hz);
        double gloss = Math.max(0, (nx * LIGHT_X + ny * LIGHT_Y + nz * hz) / h);
        int at = j * SHADE_SIZE + i;
        SHADE_DIFFUSE[at] = (float) (0.5 + 0.56 * light);
        SHADE_GLOSS[at] = (float) (0.34 * Math.pow(gloss, 26));
        SHADE_HEIGHT[at] = (float) nz;
      }
    }
  }

  // One primitive per index; a ball has its kind in x1.
  private int count;
  private float[] x0 = new float[0];
  private float[] y0 = new float[0];
  private float[] r0 = new float[0];
  private float[] z0 = new float[0];
  private float[] x1 = new float[0];
  private float[] y1 = new float[0];
  private float[] r1 = new float[0];
  private float[] z1 = new float[0];
  private float[] umPerPx = new float[0];
  private int[] color = new int[0];
  private int[] owner = new int[0];
  private boolean[] isBall = new boolean[0];
  private boolean[] isChosen = new boolean[0];
  private long[] order = new long[0];

  /** Strokes without light and shade. */
  private boolean flatStrokes;

  @Override
  public void render(
      SpaceScene scene,
      Camera camera,
      int width,
      int height,
      PlotTheme theme,
      Quality quality,
      Picture into) {
    int background = theme.background();
    boolean dark = theme.isDark();
    int top =
        quality.gradient() ? Argb.mix(background, dark ? 0xFF2A3442 : 0xFFDDE6F0, 0.5) : background;
    into.clear(width, height, top, background);
    count = 0;
    Projection projection = new Projection(camera, width, height);
    Fog fog = Fog.of(scene, camera, projection, Argb.mix(top, background, 0.5));
    collectFrame(scene, projection, quality, theme);
    for (CellCloud cloud : scene.clouds()) {
      collectBalls(scene, cloud, projection, quality, fog, theme, width, height);
    }
    collectSelected(scene, projection, quality, fog, theme);
    paint(into);
  }

  private void paint(Picture into) {
    int height = into.height;
    sortFarToNear();
    int bands = height < 64 ? 1 : Math.min(16, 4 * Runtime.getRuntime().availableProcessors());
    IntStream.range(0, bands)
        .parallel()
        .forEach(band -> paintBand(into, height * band / bands, height * (band + 1) / bands));
  }

  /** Begins a picture whose strokes come from elsewhere, see {@link StrokePicture}. */
  void begin(Picture into, int width, int height, int topArgb, int bottomArgb, boolean flat) {
    into.clear(width, height, topArgb, bottomArgb);
    flatStrokes = flat;
    count = 0;
  }

  /** A stroke of the picture; one without length is a ball, or a disc without light and shade. */
  void add(
      double ax,
      double ay,
      double ar,
      double az,
      double bx,
      double by,
      double br,
      double bz,
      double umPerPixel,
      int argb,
      int what,
      boolean inFront) {
    boolean ball = ax == bx && ay == by;
    stroke(
        (float) ax,
        (float) ay,
        (float) ar,
        (float) az,
        (float) bx,
        (float) by,
        (float) br,
        (float) bz,
        argb,
        what,
        inFront);
    if (ball) {
      int i = count - 1;
      isBall[i] = true;
      x1[i] = flatStrokes ? BALL_FLAT : BALL;
      z1[i] = z0[i];
      umPerPx[i] = (float) umPerPixel;
    }
  }

  /** Draws the strokes. */
  void finish(Picture into) {
    paint(into);
    flatStrokes = false;
  }

  /** How much of the background's colour a depth gets. */
  private record Fog(double near, double far, int color) {
    static Fog of(SpaceScene scene, Camera camera, Projection projection, int color) {
      SpaceScene.Bounds b = scene.bounds();
      Orientation o = camera.orientation();
      double middle =
          projection.distance()
              - o.viewZ(
                  b.centerX() - camera.targetX(),
                  b.centerY() - camera.targetY(),
                  b.centerZ() - camera.targetZ());
      double radius = Math.max(b.radius(), 20);
      return new Fog(Math.max(0, middle - radius * 0.7), middle + radius * 1.15, color);
    }

    double amount(double depth) {
      return MOST_FOG * Math.clamp((depth - near) / (far - near), 0, 1);
    }

    int over(int argb, double depth) {
      return Argb.mix(argb | 0xFF000000, color, amount(depth));
    }

    /** Selected things fade less, to stay the subject of the picture. */
    int overChosen(int argb, double depth) {
      return Argb.mix(argb | 0xFF000000, color, 0.45 * amount(depth));
    }
  }

  private void collectBalls(
      SpaceScene scene,
      CellCloud cloud,
      Projection p,
      Quality quality,
      Fog fog,
      PlotTheme theme,
      int width,
      int height) {
    double leastPx =
        quality.pixelScale() * Math.clamp(9 / Math.cbrt(Math.max(1, scene.cells())), 0.9, 3.5);
    boolean someSelected = !scene.selected.isEmpty();
    int ownArgb = theme.legible(cloud.argb());
    for (int row = 0; row < cloud.size(); row++) {
      int cell = cloud.firstCell() + row;
      if (scene.hidden.get(cell) || !p.project(cloud.x(row), cloud.y(row), cloud.z(row))) {
        continue;
      }
      boolean selected = scene.selected.get(cell);
      double r = Math.max(cloud.radiusUm(row) * p.scale, selected ? leastPx * 1.3 : leastPx);
      if (p.x + r < 0 || p.x - r > width || p.y + r < 0 || p.y - r > height) {
        continue;
      }
      int argb = scene.cellArgb == null ? ownArgb : scene.argb(cloud, row);
      if (someSelected && !selected && scene.cellArgb == null) {
        argb = Argb.mix(argb, fog.color(), 0.5);
      }
      if (selected || cell == scene.hovered) {
        double ring = Math.max(1.6 * quality.pixelScale(), 0.12 * r);
        int ringColor = cell == scene.hovered ? theme.foreground() : theme.accent();
        ball(
            p,
            r + ring,
            p.depth + 0.05 / p.scale + ring / p.scale,
            ringColor,
            cell,
            true,
            selected);
      }
      ball(
          p,
          r,
          p.depth,
          selected ? fog.overChosen(argb, p.depth) : fog.over(argb, p.depth),
          cell,
          false,
          selected);
    }
  }

  private void ball(
      Projection p, double r, double depth, int argb, int cell, boolean flat, boolean chosen) {
    int i = next();
    isBall[i] = true;
    isChosen[i] = chosen;
    x0[i] = (float) p.x;
    y0[i] = (float) p.y;
    r0[i] = (float) r;
    z0[i] = (float) depth;
    z1[i] = (float) depth;
    x1[i] = flat ? BALL_FLAT : BALL;
    umPerPx[i] = (float) (1 / p.scale);
    color[i] = argb;
    owner[i] = cell;
  }

  /** Shapes of selected cells, as many as can be drawn in reasonable time. */
  private void collectSelected(
      SpaceScene scene, Projection p, Quality quality, Fog fog, PlotTheme theme) {
    int pointsLeft = quality.mostNeuritePoints();
    scene.shapesDrawn = 0;
    for (int cell = scene.selected.nextSetBit(0);
        cell >= 0 && cell < scene.cells() && pointsLeft > 0;
        cell = scene.selected.nextSetBit(cell + 1)) {
      CellCloud cloud = scene.cloudOf(cell);
      int row = cell - cloud.firstCell();
      NeuriteShape shape = cloud.shape(row).orElse(null);
      if (shape != null && !scene.hidden.get(cell)) {
        pointsLeft -= shape.points();
        collectNeurites(scene, cloud, row, shape, p, quality, fog, theme);
      }
      scene.shapesDrawn++;
    }
    if (!scene.allShapes) {
      return;
    }
    for (int cell = scene.selected.nextClearBit(0);
        cell < scene.cells() && pointsLeft > 0;
        cell = scene.selected.nextClearBit(cell + 1)) {
      CellCloud cloud = scene.cloudOf(cell);
      int row = cell - cloud.firstCell();
      NeuriteShape shape = cloud.shape(row).orElse(null);
      if (shape != null && !scene.hidden.get(cell)) {
        pointsLeft -= shape.points();
        collectNeurites(scene, cloud, row, shape, p, quality, fog, theme);
      }
    }
  }

  private void collectNeurites(
      SpaceScene scene,
      CellCloud cloud,
      int row,
      NeuriteShape shape,
      Projection p,
      Quality quality,
      Fog fog,
      PlotTheme theme) {
    Orientation o = cloud.rotation(row);
    double cx = cloud.x(row);
    double cy = cloud.y(row);
    double cz = cloud.z(row);
    int cell = cloud.firstCell() + row;
    double step = quality.neuriteStepPx() * quality.neuriteStepPx();
    double thinnest = THINNEST_STROKE_PX * quality.pixelScale();
    boolean selected = scene.selected.get(cell);
    // Selected cells show their parts, all others what they belong to.
    int ownArgb = theme.legible(scene.argb(cloud, row));
    if (!selected && !scene.selected.isEmpty() && scene.cellArgb == null) {
      ownArgb = Argb.mix(ownArgb, fog.color(), 0.72);
    }
    for (int s = 0; s < shape.sections(); s++) {
      if (shape.kind[s] == SectionKind.SOMA) {
        continue; // the ball stands for it
      }
      int argb =
          selected
              ? theme.legible(NeuriteColors.of(shape.kind[s], scene.argb(cloud, row)))
              : ownArgb;
      int last = shape.start[s + 1] - 1;
      boolean drawing = false;
      float lastX = 0;
      float lastY = 0;
      float lastR = 0;
      float lastZ = 0;
      for (int i = shape.start[s]; i <= last; i++) {
        double lx = shape.x[i];
        double ly = shape.y[i];
        double lz = shape.z[i];
        if (!p.project(
            cx + o.viewX(lx, ly, lz), cy + o.viewY(lx, ly, lz), cz + o.viewZ(lx, ly, lz))) {
          drawing = false;
          continue;
        }
        float px = (float) p.x;
        float py = (float) p.y;
        if (drawing && i < last) {
          float dx = px - lastX;
          float dy = py - lastY;
          if (dx * dx + dy * dy < step) {
            continue;
          }
        }
        float r = (float) Math.max(thinnest, shape.radius[i] * p.scale);
        float z = (float) p.depth;
        if (drawing) {
          float depth = (lastZ + z) / 2;
          int shown = selected ? fog.overChosen(argb, depth) : fog.over(argb, depth);
          stroke(lastX, lastY, lastR, lastZ, px, py, r, z, shown, cell, selected);
        }
        drawing = true;
        lastX = px;
        lastY = py;
        lastR = r;
        lastZ = z;
      }
    }
  }

  private void stroke(
      float ax,
      float ay,
      float ar,
      float az,
      float bx,
      float by,
      float br,
      float bz,
      int argb,
      int cell,
      boolean chosen) {
    int i = next();
    isBall[i] = false;
    isChosen[i] = chosen;
    x0[i] = ax;
    y0[i] = ay;
    r0[i] = ar;
    z0[i] = az;
    x1[i] = bx;
    y1[i] = by;
    r1[i] = br;
    z1[i] = bz;
    color[i] = argb;
    owner[i] = cell;
  }

  /** The box around all cells, as thin lines. */
  private void collectFrame(SpaceScene scene, Projection p, Quality quality, PlotTheme theme) {
    SpaceScene.Bounds b = scene.bounds();
    int argb = Argb.mix(theme.background(), theme.foreground(), 0.2);
    double[] xs = {b.minX(), b.maxX()};
    double[] ys = {b.minY(), b.maxY()};
    double[] zs = {b.minZ(), b.maxZ()};
    for (int u = 0; u < 2; u++) {
      for (int v = 0; v < 2; v++) {
        edge(p, xs[0], ys[u], zs[v], xs[1], ys[u], zs[v], quality, argb);
        edge(p, xs[u], ys[0], zs[v], xs[u], ys[1], zs[v], quality, argb);
        edge(p, xs[u], ys[v], zs[0], xs[u], ys[v], zs[1], quality, argb);
      }
    }
  }

  private void edge(
      Projection p,
      double ax,
      double ay,
      double az,
      double bx,
      double by,
      double bz,
      Quality quality,
      int argb) {
    // In pieces, so that near and far parts are sorted rightly among the cells.
    int pieces = 8;
    float r = (float) (0.5 * quality.pixelScale());
    boolean drawing = false;
    float lastX = 0;
    float lastY = 0;
    float lastZ = 0;
    for (int i = 0; i <= pieces; i++) {
      double f = i / (double) pieces;
      boolean visible = p.project(ax + f * (bx - ax), ay + f * (by - ay), az + f * (bz - az));
      if (visible && drawing) {
        stroke(
            lastX,
            lastY,
            r,
            lastZ,
            (float) p.x,
            (float) p.y,
            r,
            (float) p.depth,
            argb,
            Picture.NO_CELL,
            false);
      }
      drawing = visible;
      lastX = (float) p.x;
      lastY = (float) p.y;
      lastZ = (float) p.depth;
    }
  }

  private int next() {
    if (count == x0.length) {
      int grown = Math.max(4096, 2 * count);
      x0 = Arrays.copyOf(x0, grown);
      y0 = Arrays.copyOf(y0, grown);
      r0 = Arrays.copyOf(r0, grown);
      z0 = Arrays.copyOf(z0, grown);
      x1 = Arrays.copyOf(x1, grown);
      y1 = Arrays.copyOf(y1, grown);
      r1 = Arrays.copyOf(r1, grown);
      z1 = Arrays.copyOf(z1, grown);
      umPerPx = Arrays.copyOf(umPerPx, grown);
      color = Arrays.copyOf(color, grown);
      owner = Arrays.copyOf(owner, grown);
      isBall = Arrays.copyOf(isBall, grown);
      isChosen = Arrays.copyOf(isChosen, grown);
      order = new long[grown];
    }
    return count++;
  }

  /**
   * Positive floats order like their bits, so depth and index fit into one sortable number.
   * Selected things go after all others.
   */
  private void sortFarToNear() {
    for (int i = 0; i < count; i++) {
      int depth = Float.floatToRawIntBits((z0[i] + z1[i]) / 2);
      order[i] =
          (isChosen[i] ? 1L << 62 : 0) | (long) ((Integer.MAX_VALUE - depth) >>> 1) << 32 | i;
    }
    Arrays.sort(order, 0, count);
  }

  private void paintBand(Picture picture, int top, int bottom) {
    for (int k = 0; k < count; k++) {
      int i = (int) order[k];
      if (isBall[i]) {
        if (y0[i] + r0[i] + 1 >= top && y0[i] - r0[i] - 1 < bottom) {
          paintBall(picture, i, top, bottom);
        }
      } else {
        float r = Math.max(r0[i], r1[i]) + 1;
        if (Math.max(y0[i], y1[i]) + r >= top && Math.min(y0[i], y1[i]) - r < bottom) {
          paintStroke(picture, i, top, bottom);
        }
      }
    }
  }

  private void paintBall(Picture picture, int i, int top, int bottom) {
    float cx = x0[i];
    float cy = y0[i];
    float r = r0[i];
    float outer = r + 0.5f;
    float inner = Math.max(0, r - 0.5f);
    float outer2 = outer * outer;
    float inner2 = inner * inner;
    float toTable = SHADE_SIZE / (2 * r);
    boolean flat = x1[i] == BALL_FLAT;
    float height = flat ? 0 : r * umPerPx[i];
    int argb = color[i];
    float red = argb >>> 16 & 0xFF;
    float green = argb >>> 8 & 0xFF;
    float blue = argb & 0xFF;
    int fromY = Math.max(top, (int) Math.floor(cy - outer));
    int toY = Math.min(bottom - 1, (int) Math.ceil(cy + outer));
    for (int y = fromY; y <= toY; y++) {
      float dy = y + 0.5f - cy;
      float half2 = outer2 - dy * dy;
      if (half2 <= 0) {
        continue;
      }
      float half = (float) Math.sqrt(half2);
      int fromX = Math.max(0, (int) Math.floor(cx - half));
      int toX = Math.min(picture.width - 1, (int) Math.ceil(cx + half));
      int row = Math.clamp((int) ((dy + r) * toTable), 0, SHADE_SIZE - 1) * SHADE_SIZE;
      for (int x = fromX; x <= toX; x++) {
        float dx = x + 0.5f - cx;
        float d2 = dx * dx + dy * dy;
        if (d2 >= outer2) {
          continue;
        }
        int at = y * picture.width + x;
        int shade = row + Math.clamp((int) ((dx + r) * toTable), 0, SHADE_SIZE - 1);
        float z = z0[i] - height * SHADE_HEIGHT[shade];
        boolean behind = z > picture.depth[at];
        if (behind && !isChosen[i]) {
          continue;
        }
        float cover = d2 <= inner2 ? 1 : Math.min(1, outer - (float) Math.sqrt(d2));
        if (behind) {
          cover *= picture.cell[at] == owner[i] ? 0 : SHINE_THROUGH;
        }
        float diffuse = flat ? 1 : SHADE_DIFFUSE[shade];
        float gloss = flat ? 0 : SHADE_GLOSS[shade] * 255;
        blend(
            picture,
            at,
            red * diffuse + gloss,
            green * diffuse + gloss,
            blue * diffuse + gloss,
            cover);
        if (!behind && cover > 0.5f) {
          picture.depth[at] = z;
          picture.cell[at] = owner[i];
        }
      }
    }
  }

  private void paintStroke(Picture picture, int i, int top, int bottom) {
    float ax = x0[i];
    float ay = y0[i];
    float bx = x1[i] - ax;
    float by = y1[i] - ay;
    float length2 = bx * bx + by * by;
    float inverse2 = length2 > 1e-6f ? 1 / length2 : 0;
    float length = (float) Math.sqrt(length2);
    // Unit vector across the stroke, for the light.
    float acrossX = length > 1e-3f ? -by / length : 0;
    float acrossY = length > 1e-3f ? bx / length : 0;
    float light = (float) (acrossX * LIGHT_X + acrossY * LIGHT_Y);
    float widest = Math.max(r0[i], r1[i]) + 0.5f;
    int argb = color[i];
    float red = argb >>> 16 & 0xFF;
    float green = argb >>> 8 & 0xFF;
    float blue = argb & 0xFF;
    int fromY = Math.max(top, (int) Math.floor(Math.min(ay, ay + by) - widest));
    int toY = Math.min(bottom - 1, (int) Math.ceil(Math.max(ay, ay + by) + widest));
    for (int y = fromY; y <= toY; y++) {
      float py = y + 0.5f - ay;
      // The stretch of the axis that can reach this line of pixels.
      float lowT = 0;
      float highT = 1;
      if (Math.abs(by) > 1e-3f) {
        float tA = (py - widest) / by;
        float tB = (py + widest) / by;
        lowT = Math.clamp(Math.min(tA, tB), 0, 1);
        highT = Math.clamp(Math.max(tA, tB), 0, 1);
      }
      float xA = ax + lowT * bx;
      float xB = ax + highT * bx;
      int fromX = Math.max(0, (int) Math.floor(Math.min(xA, xB) - widest));
      int toX = Math.min(picture.width - 1, (int) Math.ceil(Math.max(xA, xB) + widest));
      for (int x = fromX; x <= toX; x++) {
        float px = x + 0.5f - ax;
        float t = Math.clamp((px * bx + py * by) * inverse2, 0, 1);
        float r = r0[i] + t * (r1[i] - r0[i]);
        float dx = px - t * bx;
        float dy = py - t * by;
        float outer = r + 0.5f;
        float d2 = dx * dx + dy * dy;
        if (d2 >= outer * outer) {
          continue;
        }
        int at = y * picture.width + x;
        float z = z0[i] + t * (z1[i] - z0[i]);
        boolean behind = z > picture.depth[at];
        if (behind && (!isChosen[i] || picture.cell[at] == owner[i])) {
          continue;
        }
        float cover = Math.min(1, outer - (float) Math.sqrt(d2));
        if (behind) {
          cover *= SHINE_THROUGH;
        }
        float u = Math.clamp((dx * acrossX + dy * acrossY) / r, -1, 1);
        float facing = (float) Math.sqrt(1 - u * u);
        float diffuse = 0.55f + 0.5f * Math.max(0, u * light + facing * (float) LIGHT_Z);
        diffuse = flatStrokes ? 1 : r < 1.2f ? 0.97f : diffuse;
        blend(picture, at, red * diffuse, green * diffuse, blue * diffuse, cover);
        if (!behind && cover > 0.5f) {
          picture.depth[at] = z;
          picture.cell[at] = owner[i] == Picture.NO_CELL ? picture.cell[at] : owner[i];
        }
      }
    }
  }

  private static void blend(
      Picture picture, int at, float red, float green, float blue, float cover) {
    int under = picture.argb[at];
    float rest = 1 - cover;
    int r = (int) (Math.min(255, red) * cover + (under >>> 16 & 0xFF) * rest + 0.5f);
    int g = (int) (Math.min(255, green) * cover + (under >>> 8 & 0xFF) * rest + 0.5f);
    int b = (int) (Math.min(255, blue) * cover + (under & 0xFF) * rest + 0.5f);
    picture.argb[at] = 0xFF000000 | r << 16 | g << 8 | b;
  }
}
