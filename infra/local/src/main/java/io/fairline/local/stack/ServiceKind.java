package io.fairline.local.stack;

/** The services, by the module that builds each. */
public enum ServiceKind {
    INTAKE("order-intake", 8080),
    PROJECTION("order-projection", 8081),
    PROCESSOR("stock-processor", 8082);

    private final String module;
    private final int firstPort;

    ServiceKind(String module, int firstPort) {
        this.module = module;
        this.firstPort = firstPort;
    }

    public String module() {
        return module;
    }

    /** Port of the first instance; each further one is ten higher. */
    int firstPort() {
        return firstPort;
    }

    /** What an instance is called, counted from 1. */
    String instance(int number) {
        return module + "-" + number;
    }
}
