package io.fairline.local.stack;

import io.fairline.local.PostgresServer.Durability;
import io.fairline.local.StartFailure;
import java.util.Map;

/**
 * How much of everything runs.
 *
 * @param brokers 1 or 3
 * @param writesCaches whether services that end write the AOT caches that are missing, which takes them longer
 * @param serviceEnvironment variables for every service besides its addresses, such as {@code SOLD_OUT_GATE}
 */
public record StackSettings(
        int brokers,
        int intakes,
        int processors,
        int projections,
        Durability durability,
        boolean writesCaches,
        Map<String, String> serviceEnvironment) {

    public StackSettings {
        if (brokers != 1 && brokers != 3) {
            throw badBrokers(String.valueOf(brokers));
        }
        serviceEnvironment = Map.copyOf(serviceEnvironment);
    }

    /** One of each, and a commit survives a power cut. */
    public static StackSettings oneOfEach() {
        return new StackSettings(1, 1, 1, 1, Durability.FSYNC, true, Map.of());
    }

    /** From BROKERS, INTAKES, PROCESSORS and PROJECTIONS, each 1 where it is not set. */
    static StackSettings from(Map<String, String> environment) {
        return new StackSettings(
                brokers(environment.getOrDefault("BROKERS", "1")),
                instances(environment, "INTAKES"),
                instances(environment, "PROCESSORS"),
                instances(environment, "PROJECTIONS"),
                Durability.FSYNC,
                true,
                Map.of());
    }

    public StackSettings withInstances(int newIntakes, int newProcessors, int newProjections) {
        return new StackSettings(
                brokers, newIntakes, newProcessors, newProjections, durability, writesCaches, serviceEnvironment);
    }

    public StackSettings withBrokers(int newBrokers) {
        return new StackSettings(
                newBrokers, intakes, processors, projections, durability, writesCaches, serviceEnvironment);
    }

    public StackSettings withDurability(Durability newDurability) {
        return new StackSettings(
                brokers, intakes, processors, projections, newDurability, writesCaches, serviceEnvironment);
    }

    /** For a stack that shall end soon, or whose services end and start all the time. */
    public StackSettings withoutNewCaches() {
        return new StackSettings(brokers, intakes, processors, projections, durability, false, serviceEnvironment);
    }

    public StackSettings withServiceEnvironment(Map<String, String> variables) {
        return new StackSettings(brokers, intakes, processors, projections, durability, writesCaches, variables);
    }

    int instancesOf(ServiceKind kind) {
        return switch (kind) {
            case INTAKE -> intakes;
            case PROCESSOR -> processors;
            case PROJECTION -> projections;
        };
    }

    private static int brokers(String text) {
        return switch (text) {
            case "1" -> 1;
            case "3" -> 3;
            default -> throw badBrokers(text);
        };
    }

    private static StartFailure badBrokers(String text) {
        return new StartFailure("BROKERS must be 1 or 3, not '%s'".formatted(text));
    }

    private static int instances(Map<String, String> environment, String variable) {
        String text = environment.getOrDefault(variable, "1");
        if (!text.matches("[0-9]")) {
            throw new StartFailure(
                    "%s must be a number from 0 to %d, not '%s'".formatted(variable, PortPlan.MOST, text));
        }
        return Integer.parseInt(text);
    }
}
