package io.fairline.processor.topology;

import static io.fairline.processor.topology.TopologyFixture.adjust;
import static io.fairline.processor.topology.TopologyFixture.open;
import static io.fairline.processor.topology.TopologyFixture.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.processor.wire.RegistryPatience;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.PlaceOrder;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTest {

    private static final int DEAL = 7;
    private static final byte[] KEY = "7".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private TopologyFixture topology;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(folder);
    }

    @AfterEach
    void stop() {
        assertThat(theLineGoesOn()).isTrue();
        topology.close();
    }

    @Test
    void garbageIsPutAsideByteForByteWithReasonAndPlace() {
        byte[] garbage = "not avro".getBytes(UTF_8);
        topology.send(open(DEAL, 1));
        topology.sendBytes(KEY, garbage);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(header(letter, "error")).isEqualTo("does not begin with magic byte 0 and a schema id");
        assertThat(header(letter, "source-topic")).isEqualTo("test-order-commands");
        assertThat(header(letter, "source-partition")).isEqualTo("0");
        assertThat(header(letter, "source-offset")).isEqualTo("1");
    }

    @Test
    void aRecordWithoutKeyOrValueIsPutAside() {
        topology.sendBytes(null, new byte[] {1});
        assertThat(header(onlyLetter(), "error")).isEqualTo("a record without key");
        topology.sendBytes(KEY, null);
        assertThat(header(onlyLetter(), "error")).isEqualTo("a record without value");
    }

    @Test
    void aSchemaIdThatNobodyKnowsIsPutAside() {
        topology.sendBytes(KEY, ByteBuffer.allocate(20).putInt(1, 424242).array());
        assertThat(header(onlyLetter(), "error")).contains("424242", "404");
    }

    @Test
    void thatNobodyKnowsASchemaIdIsProvenOnceForAllThatStandsInTheLine() {
        byte[] garbage = ByteBuffer.allocate(20).putInt(1, 424242).array();
        topology.lag(Duration.ofSeconds(1));
        topology.sendBytes(KEY, garbage);
        int toProveIt = topology.registry().questions();
        for (int i = 0; i < 9; i++) {
            topology.sendBytes(KEY, garbage);
        }
        assertThat(topology.registry().questions()).isEqualTo(toProveIt + 9);
        assertThat(topology.deadLetters())
                .hasSize(10)
                .allSatisfy(letter -> assertThat(header(letter, "error")).contains("424242", "404"));
    }

    @Test
    void aCommandIsReadWhoseSchemaIdWasGarbageBefore() {
        byte[] tooEarly = OlderCommands.openDeal(RegistryInMemory.named("another"), DEAL);
        topology.sendBytes(KEY, tooEarly);
        assertThat(topology.deadLetters()).hasSize(1);
        isReadAsGood(OlderCommands.openDeal(topology.registry(), DEAL));
    }

    @Test
    void aRecordOfAnotherSchemaIsPutAside() {
        topology.sendBytes(KEY, topology.registry().encode(new io.fairline.schemas.events.DealClosed("ops")));
        assertThat(header(onlyLetter(), "error")).contains("no OrderCommand");
    }

    @Test
    void aTruncatedCommandIsPutAside() {
        byte[] whole = topology.encode(open(DEAL, 1));
        for (int length = 0; length < whole.length; length++) {
            topology.sendBytes(KEY, java.util.Arrays.copyOf(whole, length));
        }
        assertThat(topology.deadLetters()).hasSize(whole.length);
        assertThat(topology.events()).isEmpty();
    }

    @Test
    void aCommandWithSomethingBehindItIsPutAside() {
        byte[] whole = topology.encode(open(DEAL, 1));
        topology.sendBytes(KEY, java.util.Arrays.copyOf(whole, whole.length + 1));
        assertThat(header(onlyLetter(), "error")).contains("more bytes than the record has");
    }

    @Test
    void lengthsThatGarbageClaimsAreNotBelieved() {
        byte[] prefix = java.util.Arrays.copyOf(topology.encode(open(DEAL, 1)), 5);
        // deal 7, then an actor of 2^31 - 9 bytes
        byte[] claim = {14, (byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        topology.sendBytes(KEY, ByteBuffer.allocate(11).put(prefix).put(claim).array());
        assertThat(header(onlyLetter(), "error")).contains("no OrderCommand");
    }

    @Test
    void aHugeRecordIsPutAsideAsFarAsItFits() {
        topology.sendBytes(KEY, new byte[2_000_000]);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).hasSizeLessThan(1_000_000);
        assertThat(header(letter, "source-value-bytes")).isEqualTo("2000000");
    }

    @Test
    void aRecordKeepsItsOwnHeadersAndOursCountWhereNamesAreTheSame() {
        topology.sendBytes(
                KEY,
                new byte[] {1},
                new RecordHeader("traceparent", "00-4bf9".getBytes(UTF_8)),
                new RecordHeader("error", "none of ours".getBytes(UTF_8)),
                new RecordHeader("empty", null));
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(header(letter, "traceparent")).isEqualTo("00-4bf9");
        assertThat(header(letter, "error")).startsWith("does not begin with magic byte 0");
        assertThat(letter.headers().headers("empty")).hasSize(1);
    }

    @Test
    void hugeHeadersAreKeptAsFarAsTheyFit() {
        Header[] headers = IntStream.range(0, 100)
                .mapToObj(i -> new RecordHeader("own", new byte[10_000]))
                .toArray(Header[]::new);
        topology.sendBytes(KEY, new byte[2_000_000], headers);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.headers().headers("own")).hasSize(6);
        assertThat(header(letter, "error")).contains("2000000 bytes");
    }

    @Test
    void aKeyThatIsNotTheDealsIsPutAside() {
        for (String key : List.of("8", "07", "+7", "seven", "", "77")) {
            topology.sendBytes(key.getBytes(UTF_8), topology.encode(open(DEAL, 1)));
            assertThat(header(onlyLetter(), "error")).isEqualTo("the key does not name deal 7");
        }
    }

    @Test
    void aDealNumberThatIsNotPositiveIsPutAside() {
        topology.sendBytes("0".getBytes(UTF_8), topology.encode(open(0, 1)));
        topology.sendBytes("-7".getBytes(UTF_8), topology.encode(open(-7, 1)));
        assertThat(topology.deadLetters()).hasSize(2);
    }

    @Test
    void anOrderOfAnotherDealIsPutAsideAndThatDealIsLeftAlone() {
        OrderId elsewhere = topology.newOrder(8);
        topology.send(new OrderCommand(
                DEAL, "mallory", Authority.SHOPPER, 0L, new PlaceOrder(elsewhere.toString(), List.of(), 0L)));
        assertThat(header(onlyLetter(), "error")).contains("in the line of deal 8, not of deal 7");
        assertThat(topology.sizeOf("orders")).isZero();
    }

    @Test
    void anIdThatIsNoneIsPutAside() {
        topology.send(new OrderCommand(DEAL, "alice", Authority.SHOPPER, 0L, new PlaceOrder("order-1", List.of(), 0L)));
        assertThat(header(onlyLetter(), "error")).isEqualTo("'order-1' is no order id");
        topology.send(adjust(DEAL, "five more", 5));
        assertThat(header(onlyLetter(), "error")).startsWith("'five more' is no adjustment id");
    }

    @Test
    void whatSomebodyWroteIntoAnIdFloodsNoLogAndBeginsNoLineInIt() {
        String text = "x\n2026-01-01 INFO all is well" + "!".repeat(5_000);
        topology.send(new OrderCommand(DEAL, "alice", Authority.SHOPPER, 0L, new PlaceOrder(text, List.of(), 0L)));
        assertThat(header(onlyLetter(), "error")).hasSizeLessThan(100).doesNotContain("\n");
    }

    @Test
    void anOrderWithoutLinesIsAnsweredNotPutAside() {
        topology.send(open(DEAL, 1));
        OrderId order = topology.newOrder(DEAL);
        topology.send(new OrderCommand(
                DEAL, "alice", Authority.SHOPPER, 0L, new PlaceOrder(order.toString(), List.of(), 0L)));
        assertThat(topology.events().getLast().getPayload())
                .isInstanceOfSatisfying(
                        OrderRejected.class,
                        rejected -> assertThat(rejected.getReason()).isEqualTo(RejectionReason.INVALID_ORDER));
    }

    @Test
    void aCommandOfAnOlderSchemaIsReadThroughTheRegistry() {
        isReadAsGood(OlderCommands.openDeal(topology.registry(), DEAL));
    }

    @Test
    void aGoodCommandWaitsForTheRegistryRatherThanBePutAside() {
        startAnew(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(10));
        byte[] older = OlderCommands.openDeal(topology.registry(), DEAL);
        topology.registry().takeDownFor(5);
        isReadAsGood(older);
    }

    @Test
    void whenTheRegistryStaysAwayTheThreadFailsAndNothingIsDropped() {
        byte[] older = OlderCommands.openDeal(topology.registry(), DEAL);
        topology.registry().takeDown();
        failsTheThreadAndDropsNothing(older, "connection refused");
    }

    @Test
    void aGoodCommandIsAskedForAgainWhereTheRegistryTookTheQuestionAndSaidNothing() {
        startAnew(Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofMillis(10));
        byte[] older = OlderCommands.openDeal(topology.registry(), DEAL);
        topology.registry().saysNothingAbout(schemaIdOf(older), 2);
        isReadAsGood(older);
    }

    @Test
    void aRegistryThatNeverSaysAnythingIsWaitedForNoLongerThanThereIsPatience() {
        startAnew(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(1));
        byte[] older = OlderCommands.openDeal(topology.registry(), DEAL);
        topology.registry().saysNothingAbout(schemaIdOf(older), Integer.MAX_VALUE);
        failsTheThreadAndDropsNothing(older, "no answer within");
    }

    private void startAnew(Duration limit, Duration answerWithin, Duration pause) {
        topology.close();
        topology = new TopologyFixture(
                folder.resolve("anew"), new RegistryPatience(limit, answerWithin, pause, () -> false));
    }

    private void failsTheThreadAndDropsNothing(byte[] command, String why) {
        assertThatThrownBy(() -> topology.sendBytes(KEY, command))
                .isInstanceOf(StreamsException.class)
                .rootCause()
                .hasMessageContaining(why);
        assertThat(topology.deadLetters()).isEmpty();
        assertThat(topology.events()).isEmpty();
        topology.close();
        topology = new TopologyFixture(folder.resolve("restarted"));
    }

    private void isReadAsGood(byte[] older) {
        topology.sendBytes(KEY, older);
        assertThat(topology.event().getDealId()).isEqualTo(DEAL);
        assertThat(topology.deadLetters()).isEmpty();
    }

    private static int schemaIdOf(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    private boolean theLineGoesOn() {
        topology.events();
        topology.send(open(99, 1));
        OrderId order = topology.newOrder(99);
        topology.send(place(order, "alice", 1));
        return topology.events().size() == 2;
    }

    private TestRecord<byte[], byte[]> onlyLetter() {
        List<TestRecord<byte[], byte[]>> letters = topology.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
