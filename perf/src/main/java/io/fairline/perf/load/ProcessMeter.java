package io.fairline.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** CPU time and memory of processes and their children, from /proc. Sampled on a thread of its own. */
public final class ProcessMeter {

    private static final long MICROS_PER_TICK = 10_000; // USER_HZ is 100 on every Linux
    private static final int USER_TIME = 11; // fields counted from the end of the name
    private static final int SYSTEM_TIME = 12;
    private static final int USER_TIME_OF_THE_ENDED = 13;
    private static final int SYSTEM_TIME_OF_THE_ENDED = 14;

    /** What a process used between the first and the last sample, and the most memory it was seen with. */
    public record Usage(long cpuMicros, double peakRssMb) {

        private static Usage sum(Usage a, Usage b) {
            return new Usage(a.cpuMicros + b.cpuMicros, a.peakRssMb + b.peakRssMb);
        }
    }

    private record Sample(long cpuMicros, long residentKb, long ownKb) {}

    /** One process by its number: a new instance under an old name starts from zero. */
    private static final class Watched {
        final String name;
        final long firstMicros;
        long lastMicros;
        long peakKb;

        Watched(String name, long firstMicros) {
            this.name = name;
            this.firstMicros = firstMicros;
        }
    }

    private final Supplier<Map<String, Long>> processes;
    private boolean running;
    private final Map<Long, Watched> watched = new LinkedHashMap<>();

    public ProcessMeter(Supplier<Map<String, Long>> processes) {
        this.processes = processes;
    }

    /** CPU counts from here. */
    public synchronized void start() {
        running = true;
        watched.clear();
        processes.get().forEach((name, pid) -> sample(name, pid, true));
    }

    /** CPU counts up to here; later samples are ignored. */
    public synchronized void stop() {
        sample();
        running = false;
    }

    /** To be called about every second. */
    public synchronized void sample() {
        if (!running) {
            return;
        }
        processes.get().forEach((name, pid) -> sample(name, pid, false));
    }

    /** By name; several instances under one name are added up. */
    public synchronized Map<String, Usage> usage() {
        Map<String, Usage> usage = new TreeMap<>();
        watched.values()
                .forEach(one -> usage.merge(
                        one.name, new Usage(one.lastMicros - one.firstMicros, one.peakKb / 1024.0), Usage::sum));
        return usage;
    }

    /** CPU time that this process has used since it started; 0 where there is no /proc. */
    public static long cpuMicrosOfThisProcess() {
        try {
            return cpuMicros(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException e) {
            return 0;
        }
    }

    private void sample(String name, long pid, boolean first) {
        try {
            Sample sample = withChildren(pid);
            Watched one = watched.computeIfAbsent(pid, id -> new Watched(name, first ? sample.cpuMicros : 0));
            // Between the end of a child and its parent noticing it nobody has its time: the sum may dip.
            one.lastMicros = Math.max(one.lastMicros, sample.cpuMicros);
            one.peakKb = Math.max(one.peakKb, sample.residentKb);
        } catch (IOException e) {
            // it has ended since it was listed: what was seen last counts
        }
    }

    private static Sample withChildren(long pid) throws IOException {
        Path folder = Path.of("/proc", String.valueOf(pid));
        Map<String, Long> status = kilobytes(Files.readString(folder.resolve("status")));
        long micros = cpuMicrosWithTheEnded(Files.readString(folder.resolve("stat")));
        long residentKb = status.getOrDefault("VmRSS", 0L);
        Path children = folder.resolve(Path.of("task", String.valueOf(pid), "children"));
        if (Files.exists(children)) {
            for (String child : Files.readString(children).split(" ", -1)) {
                if (!child.isBlank()) {
                    Sample of = ofChild(Long.parseLong(child.strip()));
                    micros += of.cpuMicros;
                    residentKb += of.ownKb; // what is shared is in the parent's figure
                }
            }
        }
        return new Sample(micros, residentKb, status.getOrDefault("RssAnon", 0L));
    }

    /** Nothing of one that has ended since it was listed: its parent has its time by then, or soon. */
    private static Sample ofChild(long pid) {
        try {
            return withChildren(pid);
        } catch (IOException e) {
            return new Sample(0, 0, 0);
        }
    }

    /** User and system time of a process or a thread, from its stat file; the name in parentheses may hold spaces, so fields count from its end. */
    public static long cpuMicros(String stat) {
        return micros(stat, USER_TIME, SYSTEM_TIME);
    }

    /** Also of its children that have ended: PostgreSQL has a process for each connection, and they come and go. */
    static long cpuMicrosWithTheEnded(String stat) {
        return micros(stat, USER_TIME, SYSTEM_TIME, USER_TIME_OF_THE_ENDED, SYSTEM_TIME_OF_THE_ENDED);
    }

    private static long micros(String stat, int... added) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field : added) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** The lines of a status file that give a size. */
    static Map<String, Long> kilobytes(String status) {
        Map<String, Long> sizes = new HashMap<>();
        status.lines().filter(line -> line.endsWith(" kB")).forEach(line -> {
            String[] parts = line.split(":\\s+", 2);
            sizes.put(parts[0], Long.parseLong(parts[1].replace(" kB", "")));
        });
        return sizes;
    }
}
