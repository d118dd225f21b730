package io.fairline.projection.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The scripts that change the cache, called by their digest; a Redis that does not know one is told. */
final class CacheScripts {

    private final Script writeEntries = Script.load("write-entries.lua");
    private final Script refillEntry = Script.load("refill-entry.lua");

    /** Whether the entries were taken; false: another instance writes this partition's entries now. */
    CompletionStage<Boolean> writeEntries(
            RedisAsyncCommands<String, String> redis, List<String> keys, List<String> arguments) {
        return writeEntries.call(redis, keys, arguments);
    }

    CompletionStage<Boolean> refillEntry(
            RedisAsyncCommands<String, String> redis, List<String> keys, List<String> arguments) {
        return refillEntry.call(redis, keys, arguments);
    }

    private record Script(String text, String digest) {

        static Script load(String name) {
            try (InputStream file = CacheScripts.class.getResourceAsStream("/redis/" + name)) {
                if (file == null) {
                    throw new IllegalStateException("the jar lacks redis/" + name);
                }
                byte[] text = file.readAllBytes();
                return new Script(new String(text, UTF_8), io.lettuce.core.codec.Base16.digest(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        CompletionStage<Boolean> call(
                RedisAsyncCommands<String, String> redis, List<String> keys, List<String> arguments) {
            String[] keyArray = keys.toArray(String[]::new);
            String[] argumentArray = arguments.toArray(String[]::new);
            return redis.<Long>evalsha(digest, ScriptOutputType.INTEGER, keyArray, argumentArray)
                    .exceptionallyCompose(failure -> isUnknownScript(failure)
                            ? redis.eval(text, ScriptOutputType.INTEGER, keyArray, argumentArray)
                            : java.util.concurrent.CompletableFuture.failedStage(failure))
                    .thenApply(answer -> answer == 1);
        }

        private static boolean isUnknownScript(Throwable failure) {
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            return cause instanceof RedisNoScriptException;
        }
    }
}
