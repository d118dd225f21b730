package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.stack.LocalStack;
import io.fairline.perf.fairness.Command;
import io.fairline.perf.fairness.Event;
import io.fairline.perf.fairness.FairnessChecker;
import io.fairline.perf.fairness.History;
import io.fairline.perf.fairness.Outcome;
import io.fairline.perf.fairness.Request;
import io.fairline.perf.fairness.Verdict;
import io.fairline.perf.load.RecordedHistory;
import io.fairline.perf.load.Target;
import io.fairline.perf.load.TopicReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The topics from one moment on, and what was made of them, read back and held against the promise. */
final class Log {

    private final Target target;
    private final TopicReader reader;

    private Log(Target target) {
        this.target = target;
        this.reader = new TopicReader(target);
    }

    /** What is written from now on. */
    static Log fromNow(LocalStack stack) {
        return new Log(Target.of(stack, Map::of));
    }

    /** Waits until every order in the line is decided and shown, then checks every clause of the promise. */
    void provesThePromise(OrderStream.Seen seen, List<Integer> deals) {
        awaitDecisions(deals);
        History history = RecordedHistory.of(deals, seen.calls(), seen.sightings(), target, reader);
        assertThat(history.sightings()).isNotEmpty();
        assertThat(history.cache()).isNotEmpty();
        Verdict verdict = FairnessChecker.check(history);
        assertThat(verdict.rowsAndCacheChecked()).isTrue();
        assertThat(verdict.findings())
                .as(
                        "%d calls, %d commands, %d events",
                        history.calls().size(),
                        history.commands().size(),
                        history.events().size())
                .allSatisfy(finding -> assertThat(finding.count())
                        .as("%s: %s", finding.check(), finding.examples())
                        .isZero());
    }

    private void awaitDecisions(List<Integer> deals) {
        Set<Integer> ours = Set.copyOf(deals);
        List<Command> commands = reader.commands(ours::contains);
        Set<UUID> placed = commands.stream()
                .filter(command -> command.request() instanceof Request.PlaceOrder)
                .map(command -> ((Request.PlaceOrder) command.request()).orderId())
                .collect(Collectors.toSet());
        Awaitility.await("all %d orders are decided; these are not".formatted(placed.size()))
                .atMost(Shop.PATIENCE)
                .until(() -> without(placed, decided(reader.events(ours::contains))), Set::isEmpty);
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> some) {
        Set<UUID> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Set<UUID> decided(List<Event> events) {
        return events.stream()
                .map(Event::outcome)
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.OrderReserved won -> Stream.of(won.orderId());
                    case Outcome.OrderRejected lost -> Stream.of(lost.orderId());
                    case Outcome.DealOpened _,
                            Outcome.StockAdjusted _,
                            Outcome.DealClosed _,
                            Outcome.OrderConfirmed _,
                            Outcome.OrderCancelled _,
                            Outcome.CommandRefused _ -> Stream.of();
                })
                .collect(Collectors.toSet());
    }
}
