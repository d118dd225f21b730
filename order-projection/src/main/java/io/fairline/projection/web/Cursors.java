package io.fairline.projection.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.LedgerEntry;
import io.fairline.projection.domain.Order;
import io.fairline.projection.store.Pages.AfterDeal;
import io.fairline.projection.store.Pages.AfterOrder;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page ends and the next begins, as text that clients hand back unread. */
final class Cursors {

    // 15 digits of milliseconds end in the year 33658: beyond all orders, and not beyond what Postgres can read.
    private static final Pattern ORDER = Pattern.compile("o(\\d{1,15})\\.([0-9a-f-]{36})");
    private static final Pattern DEAL = Pattern.compile("d(\\d{1,15})\\.(\\d{1,10})");
    private static final Pattern LEDGER = Pattern.compile("l(\\d{1,18})");

    private Cursors() {}

    static String after(Order order) {
        return encode("o%d.%s".formatted(order.placedAt().toEpochMilli(), order.orderId()));
    }

    static String after(Deal deal) {
        return encode("d%d.%d".formatted(deal.openedAt().toEpochMilli(), deal.dealId()));
    }

    static String after(LedgerEntry entry) {
        return encode("l%d".formatted(entry.sequence()));
    }

    static @Nullable AfterOrder order(@Nullable String cursor) {
        return read(
                cursor,
                ORDER,
                parts -> new AfterOrder(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1))), UUID.fromString(parts.group(2))));
    }

    static @Nullable AfterDeal deal(@Nullable String cursor) {
        return read(
                cursor,
                DEAL,
                parts -> new AfterDeal(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1))), Integer.parseInt(parts.group(2))));
    }

    /** Zero, which is before the first, where the request names no cursor. */
    static long ledger(@Nullable String cursor) {
        Long sequence = read(cursor, LEDGER, parts -> Long.parseLong(parts.group(1)));
        return sequence == null ? 0 : sequence;
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    private static <T> @Nullable T read(@Nullable String cursor, Pattern form, Function<Matcher, T> meaning) {
        if (cursor == null) {
            return null;
        }
        try {
            Matcher matcher = form.matcher(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
            if (matcher.matches()) {
                return meaning.apply(matcher);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same answer.
        }
        throw Problem.INVALID_REQUEST.because("after must be the 'next' of an earlier page of the same list.");
    }
}
