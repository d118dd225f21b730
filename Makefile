# `make` lists the verbs. Nothing here needs root or Docker; a JDK 25, Maven and make are enough.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BROKERS ?= 1
INTAKES ?= 1
PROCESSORS ?= 1
PROJECTIONS ?= 1
SHOPPER ?=
ROLES ?=
export BROKERS INTAKES PROCESSORS PROJECTIONS SHOPPER ROLES

# Maven runs on the JDK it builds with; the second flag is for a Maven whose own libraries are older than that JDK.
JDK = JAVA_HOME="$$(infra/local/find-jdk.sh)" && export JAVA_HOME
MVN = $(JDK) && MAVEN_OPTS="$$MAVEN_OPTS --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn -B
LAUNCHER_JAR := infra/local/target/local.jar
LAUNCHER = $(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	-cp '$(LAUNCHER_JAR):infra/local/target/lib/*' io.fairline.local.stack.Launcher

BUILT := target/built
PRODUCTS := $(LAUNCHER_JAR) infra/local/target/lib infra/local/target/servers infra/kafka/target/broker.classpath perf/target/perf.jar \
	$(foreach service,order-intake stock-processor order-projection,$(service)/target/$(service).jar)
# Folders too: a file that is deleted changes nothing else.
SOURCES := $(shell find . -path '*/target' -prune -o -path ./data -prune -o -path ./data-demo -prune -o \
	\( -path '*/src/main/*' -o -name pom.xml -o -path './infra/kafka/*' \) -print)

.PHONY: help run demo compose test build format token stop clean-data clean missing

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  run takes BROKERS=1|3 INTAKES= PROCESSORS= PROJECTIONS= (each 1), token takes SHOPPER= [ROLES=ops,payments]'

run: $(BUILT) ## start everything here and print what to try; Ctrl-C ends it, the data stays
	@$(LAUNCHER) run

compose: build ## the same from images, with three brokers; needs Docker
	@$(LAUNCHER) compose-env
	docker compose up --build

demo: $(BUILT) ## twenty shoppers, ten units, two intakes, three processors: the promise, shown
	@$(LAUNCHER) demo

test: ## build and test everything
	@$(MVN) -T 2 verify

build: $(BUILT) ## build what `run` needs, if a source has changed

$(BUILT): $(SOURCES) $(if $(filter-out $(wildcard $(PRODUCTS)),$(PRODUCTS)),missing)
	@echo 'Building Fairline; the first time this takes some minutes.' >&2
	@$(MVN) -q -Dmaven.test.skip=true package
	@mkdir -p $(@D) && touch $@

format: ## put every source into the one format
	@$(MVN) -q spotless:apply

# These work on what runs: they take the launcher as it is. To build it here could get in the way of a build under way.
$(LAUNCHER_JAR):
	@echo 'Nothing is built yet: `make run` or `make build` first.' >&2; exit 1

token: $(LAUNCHER_JAR) ## print a bearer token: SHOPPER=alice [ROLES=ops,payments]
	@$(LAUNCHER) token "$$SHOPPER" "$$ROLES"

stop: $(LAUNCHER_JAR) ## end what `run`, `demo` or a load verb started, also what a killed one left
	@$(LAUNCHER) stop

clean-data: $(LAUNCHER_JAR) ## delete all orders, deals, keys and logs of `run`
	@$(LAUNCHER) clean-data

clean: ## end what runs, then delete what the build made
	@if [ -f $(LAUNCHER_JAR) ]; then $(MAKE) -s stop; fi
	@$(MVN) -q clean

include perf/perf.mk
