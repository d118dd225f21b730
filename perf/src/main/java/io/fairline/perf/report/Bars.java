package io.fairline.perf.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import java.util.Map;

/** A bar for each name as inline SVG, the number at its end. */
final class Bars {

    private static final int WIDTH = 900;
    private static final int LEFT = 200;
    private static final int RIGHT = 80;
    private static final int ROW = 24;
    private static final int BAR = 15;

    private Bars() {}

    static String svg(String title, Map<String, Double> byName) {
        double most = byName.values().stream().mapToDouble(value -> value).max().orElse(0);
        StringBuilder svg = new StringBuilder();
        add(svg, "<figure><figcaption>%s</figcaption>", title);
        add(svg, "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, ROW * byName.size(), title);
        int top = 0;
        for (Map.Entry<String, Double> one : byName.entrySet()) {
            double length = most == 0 ? 0 : one.getValue() / most * (WIDTH - LEFT - RIGHT);
            add(svg, "<text x='%d' y='%d' text-anchor='end'>%s</text>", LEFT - 8, top + BAR - 3, one.getKey());
            add(
                    svg,
                    "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>",
                    LEFT,
                    top,
                    length,
                    BAR,
                    Chart.COLOURS.get(1));
            add(svg, "<text x='%.1f' y='%d'>%,.1f</text>", LEFT + length + 6, top + BAR - 3, one.getValue());
            top += ROW;
        }
        return svg.append("</svg></figure>\n").toString();
    }

    @FormatMethod
    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
