package io.fairline.intake.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the request that came under an Idempotency-Key, so that another one under it is refused at once. Best
 * effort: it answers {@link KeyStatus#UNAVAILABLE} rather than late. The processor tells such requests apart too, but
 * only among those of one deal: for another deal the same key makes another order.
 */
public final class IdempotencyStore {

    private static final CompletableFuture<KeyStatus> UNAVAILABLE =
            CompletableFuture.completedFuture(KeyStatus.UNAVAILABLE);

    private final RedisConnection redis;
    private final String namespace;
    private final Duration retention;
    private final Counter skipped;

    /** @param topicPrefix keeps environments apart that share a Redis */
    IdempotencyStore(RedisConnection redis, String topicPrefix, Duration retention, MeterRegistry meters) {
        this.redis = redis;
        this.namespace = topicPrefix + "intake:key:";
        this.retention = retention;
        this.skipped = Counter.builder("fairline.idempotency.skipped")
                .description("Requests that went on without asking or telling Redis")
                .register(meters);
    }

    /** Stores the fingerprint under the key unless there is one already, and says which it is. */
    public CompletionStage<KeyStatus> remember(String subject, String idempotencyKey, long fingerprint) {
        String value = Long.toHexString(fingerprint);
        return ask(
                commands -> commands.setGet(
                        nameOf(subject, idempotencyKey),
                        value,
                        SetArgs.Builder.nx().ex(retention)),
                value);
    }

    /** Looks the key up and stores nothing. */
    public CompletionStage<KeyStatus> recall(String subject, String idempotencyKey, long fingerprint) {
        return ask(commands -> commands.get(nameOf(subject, idempotencyKey)), Long.toHexString(fingerprint));
    }

    private CompletionStage<KeyStatus> ask(
            Function<RedisAsyncCommands<String, String>, RedisFuture<@Nullable String>> command, String value) {
        CompletionStage<@Nullable String> answer = redis.send(command);
        if (answer == null) {
            skipped.increment();
            return UNAVAILABLE;
        }
        return answer.handle((known, failure) -> {
            if (failure != null) {
                skipped.increment();
                return KeyStatus.UNAVAILABLE;
            }
            if (known == null) {
                return KeyStatus.NEW;
            }
            return known.equals(value) ? KeyStatus.SAME_REQUEST : KeyStatus.OTHER_REQUEST;
        });
    }

    /** A digest, since neither shoppers nor the keys they choose should be read off a cache. */
    private String nameOf(String subject, String idempotencyKey) {
        byte[] owner = subject.getBytes(UTF_8);
        byte[] key = idempotencyKey.getBytes(UTF_8);
        byte[] message = ByteBuffer.allocate(Integer.BYTES + owner.length + key.length)
                .putInt(owner.length)
                .put(owner)
                .put(key)
                .array();
        return namespace + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(message));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
