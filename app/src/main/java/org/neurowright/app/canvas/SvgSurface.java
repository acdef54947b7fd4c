package org.neurowright.app.canvas;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Writes drawing commands as SVG 1.1. Texts stay texts and lines stay lines, so the figure can be
 * edited and scaled afterwards. The same commands always give the same bytes.
 */
public final class SvgSurface implements PlotSurface {
  private static final String INDENT = "  ";

  // Mean advance widths of common sans-serif faces as a fraction of the font size. Only the layout
  // needs
  // them; they are fixed numbers so that a file does not depend on the fonts of the machine.
  private static final double DIGIT_WIDTH = 0.556;
  private static final double NARROW_WIDTH = 0.28;
  private static final double WIDE_WIDTH = 0.78;
  private static final double LETTER_WIDTH = 0.54;

  private final StringBuilder body = new StringBuilder();
  private final double width;
  private final double height;
  private int clips;
  private boolean clipped;

  public SvgSurface(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** The complete document. */
  public String document() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\""
        + " width=\""
        + number(width)
        + "\" height=\""
        + number(height)
        + "\" viewBox=\"0 0 "
        + number(width)
        + " "
        + number(height)
        + "\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n"
        + body
        + "</svg>\n";
  }

  @Override
  public double pixelScale() {
    return 2;
  }

  @Override
  public boolean isVector() {
    return true;
  }

  @Override
  public double textWidth(String text, double sizePx) {
    double em = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        em += DIGIT_WIDTH;
      } else if (" .,;:il|!'()[]".indexOf(c) >= 0) {
        em += NARROW_WIDTH;
      } else if ("mwMW@%".indexOf(c) >= 0) {
        em += WIDE_WIDTH;
      } else {
        em += LETTER_WIDTH;
      }
    }
    return em * sizePx;
  }

  @Override
  public void fillRect(double x, double y, double w, double h, int argb) {
    element("<rect" + box(x, y, w, h) + fill(argb) + "/>");
  }

  @Override
  public void strokeRect(double x, double y, double w, double h, double lineWidth, int argb) {
    element("<rect" + box(x, y, w, h) + " fill=\"none\"" + stroke(lineWidth, argb) + "/>");
  }

  @Override
  public void line(double x0, double y0, double x1, double y1, double lineWidth, int argb) {
    element(
        "<line"
            + attribute("x1", x0)
            + attribute("y1", y0)
            + attribute("x2", x1)
            + attribute("y2", y1)
            + stroke(lineWidth, argb)
            + "/>");
  }

  @Override
  public void polyline(double[] x, double[] y, int count, double lineWidth, int argb) {
    if (count > 1) {
      element(
          "<polyline"
              + points(x, y, count)
              + " fill=\"none\""
              + stroke(lineWidth, argb)
              + " stroke-linejoin=\"round\"/>");
    }
  }

  @Override
  public void polygon(double[] x, double[] y, int count, int argb) {
    if (count > 2) {
      element("<polygon" + points(x, y, count) + fill(argb) + "/>");
    }
  }

  @Override
  public void disc(double centerX, double centerY, double radius, int argb) {
    element(
        "<circle"
            + attribute("cx", centerX)
            + attribute("cy", centerY)
            + attribute("r", radius)
            + fill(argb)
            + "/>");
  }

  @Override
  public void text(String text, double x, double baselineY, double sizePx, Align align, int argb) {
    String anchor =
        switch (align) {
          case START -> "";
          case CENTER -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    element(
        "<text"
            + attribute("x", x)
            + attribute("y", baselineY)
            + attribute("font-size", sizePx)
            + anchor
            + fill(argb)
            + ">"
            + escape(text)
            + "</text>");
  }

  @Override
  public void verticalText(String text, double baselineX, double centerY, double sizePx, int argb) {
    element(
        "<text transform=\"translate("
            + number(baselineX)
            + " "
            + number(centerY)
            + ") rotate(-90)\""
            + attribute("font-size", sizePx)
            + " text-anchor=\"middle\""
            + fill(argb)
            + ">"
            + escape(text)
            + "</text>");
  }

  @Override
  public void image(
      int[] argbPre, int pixelWidth, int pixelHeight, double x, double y, double w, double h) {
    BufferedImage picture =
        new BufferedImage(pixelWidth, pixelHeight, BufferedImage.TYPE_INT_ARGB_PRE);
    picture.getRaster().setDataElements(0, 0, pixelWidth, pixelHeight, argbPre);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a stream in memory does not fail
    }
    element(
        "<image"
            + box(x, y, w, h)
            + " preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\""
            + " xlink:href=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(png.toByteArray())
            + "\"/>");
  }

  @Override
  public void clip(double x, double y, double w, double h) {
    String id = "clip" + ++clips;
    element("<defs><clipPath id=\"" + id + "\"><rect" + box(x, y, w, h) + "/></clipPath></defs>");
    element("<g clip-path=\"url(#" + id + ")\">");
    clipped = true;
  }

  @Override
  public void unclip() {
    clipped = false;
    element("</g>");
  }

  private void element(String text) {
    body.append(INDENT).append(clipped ? INDENT : "").append(text).append('\n');
  }

  private static String box(double x, double y, double w, double h) {
    return attribute("x", x) + attribute("y", y) + attribute("width", w) + attribute("height", h);
  }

  private static String points(double[] x, double[] y, int count) {
    StringBuilder text = new StringBuilder(" points=\"");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    return text.append('"').toString();
  }

  private static String fill(int argb) {
    return " fill=\""
        + hex(argb)
        + "\""
        + (argb >>> 24 == 255 ? "" : attribute("fill-opacity", Argb.alpha(argb)));
  }

  private static String stroke(double lineWidth, int argb) {
    return " stroke=\""
        + hex(argb)
        + "\""
        + attribute("stroke-width", lineWidth)
        + (argb >>> 24 == 255 ? "" : attribute("stroke-opacity", Argb.alpha(argb)));
  }

  private static String hex(int argb) {
    return String.format(Locale.ROOT, "#%06x", argb & 0xFFFFFF);
  }

  private static String attribute(String name, double value) {
    return " " + name + "=\"" + number(value) + "\"";
  }

  /** At most two decimals, without trailing zeros. */
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long magnitude = Math.abs(hundredths);
    long rest = magnitude % 100;
    String decimals =
        rest == 0 ? "" : rest % 10 == 0 ? "." + rest / 10 : "." + (rest < 10 ? "0" : "") + rest;
    return sign + magnitude / 100 + decimals;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
