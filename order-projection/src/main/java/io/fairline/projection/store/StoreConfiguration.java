package io.fairline.projection.store;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Puts the store's parts together; the tables are brought up to date before anybody gets a connection. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int CLAIM_RETRIES = 30;
    private static final Duration CLAIM_PAUSE = Duration.ofSeconds(1);

    @Bean
    Postgres postgres(PostgresSettings settings) {
        Migrations.run(settings);
        return new Postgres(settings);
    }

    @Bean
    PartitionStates partitionStates(Postgres postgres) {
        return new PartitionStates(postgres.forTheLog());
    }

    @Bean
    EventStore eventStore(Postgres postgres) {
        return new EventStore(postgres.forTheLog(), postgres.transactions());
    }

    @Bean
    DealPartitions partitions(PartitionCount count) {
        return new DealPartitions(count.partitions());
    }

    @Bean
    CacheKeys cacheKeys(PartitionStates states, PartitionCount count) {
        // A busy database may take longer to give a first connection than a query would wait for one.
        UUID databaseId = states.claim(count.partitions())
                .retryWhen(Retry.fixedDelay(CLAIM_RETRIES, CLAIM_PAUSE)
                        .filter(DataAccessResourceFailureException.class::isInstance)
                        .onRetryExhaustedThrow((_, last) -> last.failure()))
                .blockOptional()
                .orElseThrow();
        return new CacheKeys(databaseId);
    }

    @Bean
    Announcements announcements() {
        return new Announcements();
    }

    @Bean
    RedisLink redisLink(RedisSettings settings, Announcements announcements, CacheKeys keys) {
        return new RedisLink(settings, connection -> announcements.subscribe(connection, keys.announcements()));
    }

    @Bean
    CacheScripts cacheScripts() {
        return new CacheScripts();
    }

    @Bean
    CacheEntries cacheEntries() {
        return new CacheEntries();
    }

    @Bean
    CacheReader cacheReader(
            RedisLink redis,
            CacheScripts scripts,
            CacheEntries entries,
            CacheKeys keys,
            RedisSettings settings,
            MeterRegistry metrics) {
        return new CacheReader(redis, scripts, entries, keys, settings, metrics);
    }

    @Bean
    CacheWriter cacheWriter(
            RedisLink redis,
            CacheScripts scripts,
            CacheEntries entries,
            CacheKeys keys,
            DealPartitions partitions,
            RedisSettings settings,
            PartitionStates states) {
        return new CacheWriter(redis, scripts, entries, keys, partitions, settings, states);
    }

    @Bean
    CommitPublisher publisher(
            CacheWriter cache,
            RedisLink redis,
            CacheKeys keys,
            Announcements announcements,
            DealPartitions partitions,
            RedisSettings settings) {
        return new CommitPublisher(cache, redis, keys, announcements, partitions, settings);
    }

    @Bean
    StatusReader statusReader(
            Postgres postgres,
            PostgresSettings settings,
            CacheReader cache,
            CacheCatchUp catchUp,
            CommitPublisher publisher,
            CacheKeys keys,
            DealPartitions partitions) {
        StatusQueries queries = new StatusQueries(postgres.forQueries());
        SharedReads<StatusKey<UUID>, AsOf<Order>> orders = new SharedReads<>(queries::orders, settings.patience());
        SharedReads<StatusKey<Integer>, AsOf<Deal>> deals = new SharedReads<>(queries::deals, settings.patience());
        return new StatusReader(orders, deals, cache, catchUp, publisher, keys, partitions);
    }

    @Bean
    CacheCatchUp cacheCatchUp(
            Postgres postgres, PostgresSettings settings, RedisLink redis, CacheKeys keys, RedisSettings cache) {
        PartitionStates states = new PartitionStates(postgres.forQueries());
        return new CacheCatchUp(redis, keys, states, settings.patience(), cache.longestTrust());
    }

    @Bean
    Pages pages(Postgres postgres, CacheCatchUp cache, DealPartitions partitions) {
        return new Pages(postgres.forLists(), cache, partitions);
    }

    @Bean
    ChangeProbe changeProbe(Postgres postgres, RedisLink redis) {
        return new ChangeProbe(postgres.forQueries(), redis);
    }

    @Bean
    PostgresHealth postgresHealthIndicator(Postgres postgres, PostgresSettings settings) {
        Mono<Long> probe = postgres.forQueries().sql("SELECT 1").fetch().rowsUpdated();
        return new PostgresHealth(probe, settings.patience());
    }
}
