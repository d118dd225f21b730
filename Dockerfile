# One image for each service, and one for the step that makes topics and schemas. Built from the jars of `make build`.
FROM eclipse-temurin:25.0.3_9-jre AS base
RUN useradd --system --uid 10001 --home-dir /app fairline && mkdir -p /app /data && chown fairline /app /data
WORKDIR /app

# Whatever the umask of who built the jars: the user below must be able to read them.
# docker build --target service --build-arg MODULE=order-intake --build-arg HEAP=192m .
FROM base AS service
ARG MODULE
ARG HEAP
COPY --chmod=755 ${MODULE}/target/${MODULE}.jar service.jar
USER fairline
ENV MALLOC_ARENA_MAX=2
ENV JDK_JAVA_OPTIONS=-Xmx${HEAP}
# The flags are those of the local stack (JvmFlags); a test holds the two together.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MetaspaceSize=96m", "-XX:MaxMetaspaceSize=256m", "-XX:NewRatio=1", "-XX:ReservedCodeCacheSize=128m", "-XX:MaxDirectMemorySize=96m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError", "-Dio.netty.allocator.numDirectArenas=2", "-Dio.netty.allocator.numHeapArenas=2", "-Dreactor.netty.ioWorkerCount=2", "-Djava.net.preferIPv4Stack=true", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=2400", "-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=160000", "-XX:+UseTransparentHugePages", "-jar", "service.jar"]

# docker build --target init .
FROM base AS init
COPY --chmod=755 infra/local/target/local.jar local.jar
COPY --chmod=755 infra/local/target/lib lib
COPY --chmod=755 infra/kafka/topics.yaml infra/kafka/topics.yaml
COPY --chmod=755 schemas/src/main/avro schemas/src/main/avro
USER fairline
ENTRYPOINT ["java", "-Xmx64m", "-XX:+UseSerialGC", "-cp", "local.jar:lib/*", "io.fairline.local.stack.Launcher", "init"]
