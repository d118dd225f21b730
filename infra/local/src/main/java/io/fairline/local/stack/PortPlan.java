package io.fairline.local.stack;

import io.fairline.local.KafkaBroker;
import io.fairline.local.Ports;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where everything listens, always on the loopback interface. Instances and brokers are counted from 1. */
public interface PortPlan {

    /** Most brokers and most instances of a service that a plan has ports for. */
    int MOST = 9;

    KafkaBroker.Node broker(int number);

    int postgres();

    int redis();

    int registry();

    int registryManagement();

    int service(ServiceKind kind, int number);

    /** The addresses that the README names. */
    static PortPlan wellKnown() {
        return new WellKnown();
    }

    /** Free ports, the same for the life of the plan. */
    static PortPlan anyFree() {
        return new AnyFree(new ConcurrentHashMap<>());
    }

    /** Kafka 19092…, PostgreSQL 15432, Redis 16379, registry 18081, services 8080, 8081, 8082 and ten higher for each further one. */
    record WellKnown() implements PortPlan {

        @Override
        public KafkaBroker.Node broker(int number) {
            return new KafkaBroker.Node(number, 19091 + number, 19191 + number);
        }

        @Override
        public int postgres() {
            return 15432;
        }

        @Override
        public int redis() {
            return 16379;
        }

        @Override
        public int registry() {
            return 18081;
        }

        @Override
        public int registryManagement() {
            return 18091;
        }

        @Override
        public int service(ServiceKind kind, int number) {
            return kind.firstPort() + 10 * (number - 1);
        }
    }

    /** Ports that were free when they were first asked for. */
    record AnyFree(Map<String, Integer> given) implements PortPlan {

        @Override
        public KafkaBroker.Node broker(int number) {
            return new KafkaBroker.Node(number, port("broker-" + number), port("controller-" + number));
        }

        @Override
        public int postgres() {
            return port("postgres");
        }

        @Override
        public int redis() {
            return port("redis");
        }

        @Override
        public int registry() {
            return port("registry");
        }

        @Override
        public int registryManagement() {
            return port("registry-management");
        }

        @Override
        public int service(ServiceKind kind, int number) {
            return port(kind.instance(number));
        }

        private int port(String what) {
            return given.computeIfAbsent(what, first -> Ports.anyFree());
        }
    }
}
