package io.fairline.projection.store;

/**
 * A batch does not begin where what is stored ends: a deal's events before it were never applied. Whoever reads again
 * from the stored position finds them, if they are there.
 */
public final class EventsSkipped extends BatchRefused {

    EventsSkipped(String message) {
        super(message);
    }
}
