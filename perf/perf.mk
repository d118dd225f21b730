# Load, fairness and the alternatives. The variables that a verb takes are in perf/README.md; make hands over what is
# set on its command line.

PERF_FLAGS = -Xms1g -Xmx3g -XX:+UseSerialGC -Xmn512m -Djava.net.preferIPv4Stack=true \
	--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-Djava.util.logging.config.file=perf/logging.properties -cp 'perf/target/perf.jar:perf/target/lib/*'
PERF_JAVA = $(JDK) && exec "$$JAVA_HOME/bin/java" $(PERF_FLAGS)
# The slower compiler takes more of the processors that the product runs on than it gives back within a run.
PERF = $(PERF_JAVA) -XX:TieredStopAtLevel=1 io.fairline.perf.Perf

.PHONY: train load load-order-overload load-spike load-find-max load-fifo-test bench-processor bench-projection bench-micro compare

train: $(BUILT) ## services and broker under load once after a build, so that from then on they start warm
	@$(PERF) train

load: $(BUILT) ## orders as an open loop: RATE= DURATION= DEALS= SHOPPERS= STOCK= CONNECTIONS= TARGET=
	@$(PERF) load

load-order-overload: $(BUILT) ## virtual users who wait for their decision: MAX_VUS= NUM_USERS=
	@$(PERF) load-order-overload

load-spike: $(BUILT) ## a deal opens: 10 s at ten times RATE=, then quiet
	@$(PERF) load-spike

load-find-max: $(BUILT) ## the highest rate held for 60 s, on one hot deal and on 100
	@$(PERF) load-find-max

load-fifo-test: $(BUILT) ## the order of the line kept while processors are added, killed and stopped
	@$(PERF) load-fifo-test

bench-processor: $(BUILT) ## decisions a second of the real topology, from 2 million commands on one partition
	@$(PERF) bench-processor

bench-projection: $(BUILT) ## events a second into the real database and cache
	@$(PERF) bench-projection

bench-micro: $(BUILT) ## JMH: the rules alone, Avro encode and decode, order ids
	@$(PERF_JAVA) org.openjdk.jmh.Main $(JMH)

compare: $(BUILT) ## Fairline beside seven other ways to do it, into docs/scenarios/comparison.md
	@$(PERF) train
	@$(PERF_JAVA) io.fairline.perf.compare.Compare
