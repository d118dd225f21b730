package io.fairline.perf.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as inline SVG: no script, no font, nothing to load. */
final class Chart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int BOTTOM = 36;
    private static final int TOP = 14;
    private static final int RIGHT = 14;
    private static final int Y_LINES = 5;
    private static final int X_LABELS = 10;
    static final List<String> COLOURS = List.of(
            "#8a8a8a", "#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#bcbd22", "#e377c2",
            "#7f5539", "#0b7285", "#5f3dc4");

    /** Points are (x, y) pairs in the order of x. */
    record Line(String name, List<double[]> points) {}

    private final String title;
    private final String xName;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> xLabels = new ArrayList<>();

    Chart(String title, String xName) {
        this.title = title;
        this.xName = xName;
    }

    Chart with(String name, List<double[]> points) {
        lines.add(new Line(name, points));
        return this;
    }

    /** Names for x = 0, 1, 2 … in place of numbers. */
    Chart labelled(List<String> labels) {
        xLabels.addAll(labels);
        return this;
    }

    String svg() {
        double maxX = Math.max(1, max(0));
        double maxY = niceCeiling(Math.max(1, max(1)));
        StringBuilder svg = new StringBuilder();
        add(svg, "<figure><figcaption>%s</figcaption>", title);
        add(svg, "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, HEIGHT, title);
        for (int i = 0; i <= Y_LINES; i++) {
            double value = maxY * i / Y_LINES;
            add(
                    svg,
                    "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y(value, maxY),
                    y(value, maxY));
            add(svg, "<text x='%d' y='%.1f' text-anchor='end'>%s</text>", LEFT - 6, y(value, maxY) + 4, number(value));
        }
        addXAxis(svg, maxX);
        for (int i = 0; i < lines.size(); i++) {
            add(svg, "<polyline fill='none' stroke='%s' stroke-width='1.6' points='", COLOURS.get(i % COLOURS.size()));
            for (double[] point : lines.get(i).points()) {
                add(svg, "%.1f,%.1f ", x(point[0], maxX), y(point[1], maxY));
            }
            svg.append("'/>");
        }
        svg.append("</svg><p class='legend'>");
        for (int i = 0; i < lines.size(); i++) {
            add(
                    svg,
                    "<span><i style='background:%s'></i>%s</span>",
                    COLOURS.get(i % COLOURS.size()),
                    lines.get(i).name());
        }
        return svg.append("</p></figure>\n").toString();
    }

    private void addXAxis(StringBuilder svg, double maxX) {
        int labels = xLabels.isEmpty() ? X_LABELS : xLabels.size() - 1;
        for (int i = 0; i <= labels; i++) {
            double value = xLabels.isEmpty() ? maxX * i / labels : i;
            String label = xLabels.isEmpty() ? String.format(Locale.ROOT, "%.0f", value) : xLabels.get(i);
            add(
                    svg,
                    "<text x='%.1f' y='%d' text-anchor='%s'>%s</text>",
                    x(value, maxX),
                    HEIGHT - BOTTOM + 16,
                    i == labels ? "end" : "middle",
                    label);
        }
        add(svg, "<text x='%d' y='%d' text-anchor='end'>%s</text>", WIDTH - RIGHT, HEIGHT - 4, xName);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }

    private double max(int coordinate) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[coordinate])
                .max()
                .orElse(1);
    }

    private static double x(double value, double max) {
        return LEFT + value / max * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double max) {
        return HEIGHT - BOTTOM - value / max * (HEIGHT - BOTTOM - TOP);
    }

    private static double niceCeiling(double value) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 2.5, 5, 10}) {
            if (value <= step * magnitude) {
                return step * magnitude;
            }
        }
        return 10 * magnitude;
    }

    @FormatMethod
    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
