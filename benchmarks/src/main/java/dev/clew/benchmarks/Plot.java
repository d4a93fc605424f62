// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.util.List;
import java.util.Locale;

/** Plots lines on logarithmic axes, as SVG. */
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int MARGIN = 60;
  private static final List<String> COLOURS = List.of("#1b6ca8", "#c2571a", "#3c7a3c", "#7a3c6f");

  private final String xLabel;
  private final String yLabel;

  Plot(String xLabel, String yLabel) {
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** A line through points {@code {x, y}}. */
  record Line(String title, List<double[]> points) {}

  /** Returns the slope of a straight line fitted to the logarithms. */
  static double slope(List<double[]> points) {
    double n = points.size();
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (double[] point : points) {
      double logX = Math.log(point[0]);
      double logY = Math.log(point[1]);
      x += logX;
      y += logY;
      xx += logX * logX;
      xy += logX * logY;
    }
    return (n * xy - x * y) / (n * xx - x * x);
  }

  String of(List<Line> lines) {
    double maxX = 1;
    double maxY = 1;
    double minY = 1;
    for (Line line : lines) {
      for (double[] point : line.points()) {
        maxX = Math.max(maxX, point[0]);
        maxY = Math.max(maxY, point[1]);
        minY = Math.min(minY, point[1]);
      }
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH,
            HEIGHT));
    for (double power = Math.floor(Math.log10(minY)); power <= Math.log10(maxY); power++) {
      double y = y(Math.pow(10, power), minY, maxY);
      svg.append(text(8, y, String.format(Locale.ROOT, "%s", Math.pow(10, power))));
      svg.append(rule(MARGIN, y, WIDTH - 20.0, y));
    }
    for (double power = 0; power <= Math.log10(maxX); power++) {
      double x = x(Math.pow(10, power), maxX);
      svg.append(text(x, HEIGHT - MARGIN + 18.0, String.valueOf((int) Math.pow(10, power))));
      svg.append(rule(x, 20, x, HEIGHT - (double) MARGIN));
    }
    svg.append(text(WIDTH / 2.0, HEIGHT - 12.0, xLabel)).append(text(8, 14, yLabel));
    for (int i = 0; i < lines.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      StringBuilder path = new StringBuilder();
      for (double[] point : lines.get(i).points()) {
        path.append(
            String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0], maxX), y(point[1], minY, maxY)));
      }
      svg.append(
          String.format(
              "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
              path, colour));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
              MARGIN + 10,
              40 + 16 * i,
              colour,
              lines.get(i).title()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double value, double max) {
    return MARGIN + (WIDTH - MARGIN - 20) * Math.log10(value) / Math.max(1, Math.log10(max));
  }

  private static double y(double value, double min, double max) {
    double range = Math.max(1, Math.log10(max) - Math.log10(min));
    return HEIGHT - MARGIN - (HEIGHT - MARGIN - 20) * (Math.log10(value) - Math.log10(min)) / range;
  }

  private static String text(double x, double y, String text) {
    return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text);
  }

  private static String rule(double fromX, double fromY, double toX, double toY) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
        fromX,
        fromY,
        toX,
        toY);
  }
}
